import { disturbanceName, grouped, instant, KIND_NAMES, phaseName, STREAM_NAMES } from './words';
import { printable } from '../../engine/printable';
import { groupedBy } from '../../manifests';
import { byPhase } from '../../rehearse/by-phase';
import { ExplainingRule, Explanation } from '../../rehearse/explain/explanation';
import { Attempt, STREAMS } from '../../rehearse/load/attempt';
import { Counts, countsOf, failureRate, fewerThan, Lateness, latencyOf, latenessOf, Latency } from '../../rehearse/load/statistics';
import { PHASES, Rehearsal, Run } from '../../rehearse/rehearsal';
import { capitalize, listWords } from '../../text';
import { inWords, seconds } from '../../timeline/words';

/** The content of all formats. Its texts have no control characters. */
export interface Summary {
  readonly title: string;
  /** Where it ran. */
  readonly place: string;
  readonly headline: string;
  readonly outcome: 'clean' | 'failed' | 'void' | 'unfinished';
  /** Sentences that limit the headline: void, unfinished. */
  readonly cautions: readonly string[];
  /** A sentence about the quiet load before the disturbance. */
  readonly quiet: string;
  /** How late the client sent its requests. */
  readonly lateness: string;
  readonly losses: readonly Loss[];
  /** Each rule that explains a loss, once. */
  readonly rules: readonly ExplainingRule[];
  readonly streams: readonly Row[];
  readonly phases: readonly Row[];
  readonly versions: readonly string[];
  readonly predictions: readonly PredictionRow[];
  /** Actions and events, with their times. */
  readonly notes: readonly string[];
}

/** Failures of one kind with one cause, in all runs. */
export interface Loss {
  readonly count: number;
  readonly kind: string;
  readonly streams: string;
  readonly when: string;
  readonly event: string;
  readonly rule?: ExplainingRule;
}

export interface Row {
  readonly label: string;
  readonly sent: number;
  readonly failed: number;
  readonly latency?: Latency;
}

export interface PredictionRow {
  readonly label: string;
  readonly predicted: string;
  readonly measured: string;
}

export function summaryOf(rehearsal: Rehearsal): Summary {
  const { disturbance, runs, context, namespace, kubernetes, id } = rehearsal;
  const name = disturbanceName(disturbance);
  const attempts = runs.flatMap(run => run.attempts);
  const phases = PHASES.map(phase => ({ phase, attempts: runs.flatMap(run => byPhase(run.attempts, run.phases).get(phase)!) }));
  const [quiet, ...disturbed] = phases.map(phase => phase.attempts);
  const losses = lossesOf(rehearsal);
  return textsPrintable({
    title: `Rehearsal: ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    place: `${id}, namespace ${namespace}, context ${context}, Kubernetes ${kubernetes}${runs.length > 1 ? `, ${runs.length} repetitions` : ''}`,
    ...verdict(rehearsal, latenessOf(attempts), countsOf(disturbed.flat())),
    quiet: quietOf(countsOf(quiet)),
    lateness: punctuality(latenessOf(attempts)),
    losses,
    rules: [...new Map(losses.flatMap(({ rule }) => rule ? [[`${rule.id} ${rule.object}`, rule] as const] : [])).values()],
    streams: streamsOf(attempts),
    phases: phases.filter(phase => phase.attempts.length > 0)
      .map(phase => rowOf(capitalize(phaseName(phase.phase, disturbance)), phase.attempts)),
    versions: versionsOf(rehearsal),
    predictions: rehearsal.predictions.map(({ label, predicted, measured }) => ({
      label,
      predicted: inWords(predicted),
      measured: measured.length === 0 ? 'nothing, since it did not end' : measured.map(seconds).join(', '),
    })),
    notes: runs.flatMap((run, i) => run.notes.map(({ at, text }) => `${runOf(i, runs)}${instant(at, zeroOf(run))}: ${text}`)),
  });
}

/** When the disturbance of a run began, from which its times are counted; else, when the run began. */
export function zeroOf({ phases, attempts }: Run): number {
  return (phases.find(({ name }) => name === 'disturbance') ?? phases[0])?.from ?? attempts[0]?.due ?? 0;
}

type Verdict = Pick<Summary, 'headline' | 'outcome' | 'cautions'>;

function verdict({ runs, disturbance }: Rehearsal, lateness: Lateness, { sent, failed }: Counts): Verdict {
  const unfinished = runs.flatMap(({ unfinished: why }, i) => why === undefined ? [] : [`UNFINISHED: ${runOf(i, runs)}${why.replace(/\.$/, '')}.`]);
  const isVoid = lateness.isVoid || sent === 0;
  const voided = isVoid ? [`VOID: ${whyVoid(lateness, sent)}`] : [];
  const words = `${grouped(failed)} of ${grouped(sent)} requests failed during the ${phaseName('disturbance', disturbance)} and after it`;
  // A bound is valid only if the run went as planned.
  const isBounded = failed === 0 && !isVoid && unfinished.length === 0;
  return {
    headline: `${words}${isBounded ? `: ${fewerThan(failureRate(failed, sent).to)} at 95 %` : ''}.`,
    outcome: outcomeOf(isVoid, unfinished.length > 0, failed),
    cautions: [...voided, ...unfinished],
  };
}

function outcomeOf(isVoid: boolean, isUnfinished: boolean, failed: number): Summary['outcome'] {
  if (isVoid) { return 'void'; }
  if (failed > 0) { return 'failed'; }
  return isUnfinished ? 'unfinished' : 'clean';
}

function whyVoid({ late, all }: Lateness, sent: number): string {
  if (sent === 0) { return 'no request was sent during the disturbance, so the run shows nothing about the service.'; }
  return `${grouped(late)} of ${grouped(all)} requests were sent late by the client itself, or not at all, which is more than 1 %. `
    + 'The run shows nothing about the service: repeat it with a lower rate, or on a machine with less load.';
}

function punctuality({ late, all, p99 }: Lateness): string {
  return `The client sent ${grouped(late)} of ${grouped(all)} requests late or not at all (${percent(late, all)}); `
    + `99 % were sent at most ${Math.ceil(p99)} ms after they were due.`;
}

function quietOf({ sent, failed }: Counts): string {
  if (sent === 0) { return 'There was no quiet load before, so it is not known how many requests fail without the disturbance.'; }
  const words = `${grouped(failed)} of ${grouped(sent)} requests failed in the quiet load before`;
  return failed === 0 ? `${words}.` : `${words}: requests also fail without the disturbance.`;
}

function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : part / whole * 100;
  return `${share === 0 || share >= 10 ? Math.round(share) : share.toPrecision(2)} %`;
}

function rowOf(label: string, attempts: readonly Attempt[]): Row {
  const { sent, failed } = countsOf(attempts);
  return { label, sent, failed, latency: latencyOf(attempts) };
}

function streamsOf(attempts: readonly Attempt[]): Row[] {
  const { byStream } = countsOf(attempts);
  return STREAMS.flatMap(stream => {
    const numbers = byStream.get(stream);
    return numbers ? [{ label: capitalize(STREAM_NAMES[stream]), ...numbers }] : [];
  });
}

function lossesOf({ runs }: Rehearsal): Loss[] {
  const all = runs.flatMap((run, i) => run.explanations.map(explanation => ({ explanation, run, i })));
  const groups = groupedBy(all, ({ explanation: { kind, cause, rule } }) =>
    [JSON.stringify([kind, cause, rule?.id, rule?.object])]);
  return [...groups.values()].map(group => {
    const [{ explanation: { kind, event, rule } }] = group;
    const streams = new Set(group.flatMap(({ explanation }) => explanation.streams));
    return {
      count: group.reduce((sum, { explanation }) => sum + explanation.count, 0),
      kind: KIND_NAMES[kind],
      streams: listWords([...streams].map(stream => STREAM_NAMES[stream])),
      when: `${kind === 'timeout' ? 'sent ' : ''}${group.map(({ explanation, run, i }) => `${runOf(i, runs)}${timeOf(explanation, run)}`).join('; ')}`,
      event,
      rule,
    };
  });
}

function timeOf({ from, to }: Explanation, run: Run): string {
  const [first, last] = [instant(from, zeroOf(run)), instant(to, zeroOf(run))];
  return first === last ? `at ${first}` : `${first} to ${last}`;
}

/** `run 2, `, if there are several. */
function runOf(i: number, runs: readonly Run[]): string {
  return runs.length > 1 ? `run ${i + 1}, ` : '';
}

function versionsOf({ runs }: Rehearsal): string[] {
  return runs.flatMap((run, i) => {
    const versions = groupedBy(run.attempts, ({ version }) => version === undefined ? [] : [version]);
    return [...versions].map(([version, attempts]) => {
      const [first, last] = [attempts[0].due, attempts[attempts.length - 1].due].map(at => instant(at, zeroOf(run)));
      return `${runOf(i, runs)}${version}: ${grouped(attempts.length)} ${attempts.length === 1 ? 'answer' : 'answers'}, from ${first} to ${last}`;
    });
  });
}

/** All texts on one line each, and harmless to a terminal. */
function textsPrintable<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, each) => typeof each === 'string' ? printable(each) : each);
}
