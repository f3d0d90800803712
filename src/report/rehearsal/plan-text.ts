import { grouped, phaseName } from './words';
import { printable } from '../../engine/printable';
import { Span } from '../../lifecycle';
import { RepeatedRequest } from '../../rehearse/load/repeated-requests';
import { Plan, PlannedPhase } from '../../rehearse/plan/plan';
import { countOf, listWords } from '../../text';
import { Terminal, TerminalOptions, terminalOf } from '../terminal';

/** Facts about the load that are not in the plan. */
export interface PlanText {
  /** Whether requests are sent from this machine, or from a pod. */
  readonly sender: 'url' | 'pod';
  readonly repeated: readonly RepeatedRequest[];
}

const PHASE = 13;
/** The column of the actions. */
const WHAT = 28;

/** The actions of a rehearsal, shown before the prompt for confirmation. */
export function planAsText(plan: Plan, { sender, repeated }: PlanText, terminal: TerminalOptions = {}): string {
  const { wrap } = terminalOf(terminal);
  const { id, namespace, context, repeat, phases, requests, workloads, deadline, notes } = plan;
  const lines = [
    ...wrap(`Rehearsal ${id}: namespace ${namespace} of context ${context}, ${countOf(repeat, 'run')}`),
    ...wrap(`Under test: ${listWords(workloads.map(({ kind, name }) => `${kind} ${name}`))}`, 2),
    ...phases.flatMap(phase => phaseLines(phase, wrap)),
    ...wrap(`${inAll(plan)}; ${between(requests)} requests, sent from ${sender === 'pod' ? 'a pod in the namespace' : 'this machine'}. `
      + `The limit for the ${phaseName('disturbance', plan.disturbance)} is ${grouped(deadline)} s; after that, the run counts as unfinished.`, 2),
    ...repeated.flatMap(({ method, path, times }) => wrap(`${method} ${path} is not idempotent, and is sent up to ${grouped(times)} times.`, 2)),
    ...notes.flatMap(note => wrap(note, 2)),
    ...wrap('Everything is restored at the end, and on Ctrl-C. After a crash, run:', 2),
    // A wrapped command could not be copied.
    `    cdk8s-zero-downtime rehearse --clean ${id} --context ${asArgument(context)} --namespace ${namespace}`,
  ].map(line => printableLine(line));
  return `${lines.join('\n')}\n`;
}

function phaseLines({ name, what, seconds }: PlannedPhase, wrap: Terminal['wrap']): string[] {
  const head = `  ${name.padEnd(PHASE)}${between(seconds)} s`.padEnd(WHAT - 1) + ' ';
  return wrap(what, WHAT).map((line, i) => i === 0 ? `${head}${line.slice(WHAT)}` : line);
}

/** Names come from manifests, and may contain any character. */
function printableLine(line: string): string {
  const indent = /^ */.exec(line)![0];
  return `${indent}${printable(line.slice(indent.length))}`;
}

/** Quoted for a shell: the name of a context may contain any character. */
function asArgument(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function inAll({ phases, repeat }: Plan): string {
  const sum = (of: (span: Span) => number): number => phases.reduce((total, { seconds }) => total + of(seconds), 0) * repeat;
  return `About ${between({ best: sum(({ best }) => best), worst: sum(({ worst }) => worst) })} s in all`;
}

function between({ best, worst }: Span): string {
  const [least, most] = [best, worst].map(value => grouped(Math.max(0, value)));
  return least === most ? least : `${least} to ${most}`;
}
