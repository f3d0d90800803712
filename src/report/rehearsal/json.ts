import { summaryOf, zeroOf } from './summary';
import { groupedBy } from '../../manifests';
import { byPhase } from '../../rehearse/by-phase';
import { Attempt } from '../../rehearse/load/attempt';
import { RequestLine } from '../../rehearse/load/load-plan';
import { countsOf, failureRate, isFailed, latenessOf, latencyOf } from '../../rehearse/load/statistics';
import { PHASES, Rehearsal, Run } from '../../rehearse/rehearsal';
import { printableJson } from '../printable-json';

/** The version of the JSON format; it changes when a field changes its meaning or is removed. */
const FORMAT_VERSION = 1;

/**
 * A rehearsal for tools: see docs/rehearse.schema.json. It has the numbers of each second for answered requests, and every request
 * that failed. Values of headers and bodies of requests may be secret, so it has only the names of headers.
 */
export function rehearsalAsJson(rehearsal: Rehearsal): string {
  const { id, kubernetes, context, namespace, disturbance, load, runs, predictions } = rehearsal;
  const { headline, outcome, cautions } = summaryOf(rehearsal);
  const phases = runs.map(run => byPhase(run.attempts, run.phases));
  const disturbed = phases.flatMap(phase => PHASES.filter(name => name !== 'quiet').flatMap(name => phase.get(name)!));
  const { sent, failed } = countsOf(disturbed);
  return printableJson({
    version: FORMAT_VERSION,
    outcome,
    words: [...cautions, headline],
    sent,
    failed,
    failureRate: outcome === 'void' ? undefined : failureRate(failed, sent),
    quiet: numbersOf(phases.flatMap(phase => phase.get('quiet')!)),
    client: latenessOf(runs.flatMap(({ attempts }) => attempts)),
    id,
    kubernetes,
    context,
    namespace,
    disturbance,
    load: { ...load, requests: load.requests.map(requestJson), slowRequests: load.slowRequests.map(requestJson) },
    runs: runs.map(runJson),
    predictions,
  });
}

function requestJson({ method = 'GET', path, headers = {}, expect }: RequestLine): object {
  return { method, path, headers: Object.keys(headers), expect };
}

function runJson(run: Run): object {
  const { phases, attempts, pods, notes, explanations, unfinished } = run;
  const zero = zeroOf(run);
  const requests = byPhase(attempts, phases);
  const seconds = groupedBy(attempts, ({ due }) => [Math.floor((due - zero) / 1000)]);
  return {
    began: zero,
    unfinished,
    phases: phases.map(phase => {
      const own = requests.get(phase.name)!;
      return { ...phase, ...numbersOf(own), latency: latencyOf(own) };
    }),
    streams: [...countsOf(attempts).byStream].map(([stream, numbers]) => ({ stream, ...numbers })),
    explanations,
    failures: attempts.filter(isFailed),
    seconds: [...seconds]
      .sort(([one], [other]) => one - other)
      .map(([second, own]) => ({ second, ...numbersOf(own), versions: versionsOf(own) })),
    pods,
    notes,
  };
}

function numbersOf(attempts: readonly Attempt[]): object {
  const { sent, failed, byKind } = countsOf(attempts);
  return { sent, failed, kinds: Object.fromEntries(byKind) };
}

function versionsOf(attempts: readonly Attempt[]): object {
  const versions = groupedBy(attempts, ({ version }) => version === undefined ? [] : [version]);
  return Object.fromEntries([...versions].map(([version, own]) => [version, own.length]));
}
