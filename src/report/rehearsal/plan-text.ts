import { grouped } from './words';
import { Span } from '../../lifecycle';
import { RepeatedRequest } from '../../rehearse/load/repeated-requests';
import { Plan, PlannedPhase } from '../../rehearse/plan/plan';
import { countOf, listWords } from '../../text';
import { wrap } from '../terminal';

/** What the plan does not know of the load. */
export interface PlanText {
  /** Whether requests are sent from this machine, or from a pod. */
  readonly sender: 'url' | 'pod';
  readonly repeated: readonly RepeatedRequest[];
}

const PHASE = 13;

/** What a rehearsal will do, for the person who is asked whether it may. */
export function planAsText(plan: Plan, { sender, repeated }: PlanText): string {
  const { id, namespace, context, repeat, phases, requests, workloads, deadline, notes } = plan;
  const lines = [
    `Rehearsal ${id}: namespace ${namespace} of context ${context}, ${countOf(repeat, 'run')}`,
    ...wrap(`Under test: ${listWords(workloads.map(({ kind, name }) => `${kind} ${name}`))}`, 2),
    ...phases.map(phase => phaseLine(phase)),
    ...wrap(`${inAll(plan)}; ${between(requests)} requests, sent from ${sender === 'pod' ? 'a pod in the namespace' : 'this machine'}. `
      + `After ${grouped(deadline)} s the ${plan.disturbance.kind} counts as unfinished.`, 2),
    ...repeated.flatMap(({ method, path, times }) => wrap(`${method} ${path} is not idempotent, and is sent about ${grouped(times)} times.`, 2)),
    ...notes.flatMap(note => wrap(note, 2)),
    ...wrap(`Everything is put back at the end, and on Ctrl-C. After a crash: rehearse --clean ${id} --context ${context} --namespace ${namespace}`, 2),
  ];
  return `${lines.join('\n')}\n`;
}

function phaseLine({ name, what, seconds }: PlannedPhase): string {
  return `  ${name.padEnd(PHASE)}${between(seconds)} s`.padEnd(PHASE + 14) + what;
}

function inAll({ phases, repeat }: Plan): string {
  const sum = (of: (span: Span) => number): number => phases.reduce((total, { seconds }) => total + of(seconds), 0) * repeat;
  return `About ${between({ best: sum(({ best }) => best), worst: sum(({ worst }) => worst) })} s in all`;
}

function between({ best, worst }: Span): string {
  const [least, most] = [best, worst].map(value => grouped(Math.max(0, value)));
  return least === most ? least : `${least} to ${most}`;
}
