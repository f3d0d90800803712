import { Repetition, Told, UpdateTime } from './measurements';

/** What the page needs of the report of a rehearsal in JSON; `updatedTo` are the manifests after, if it was an update. */
export function repetitionOf(report: any, updatedTo: any[] | undefined): Repetition {
  const [run] = report.runs;
  const began = run.phases.find(({ name }: any) => name === 'disturbance').from;
  const failures = run.failures.filter(({ due, failure }: any) => due >= began && failure !== 'not-sent');
  return {
    sent: report.sent,
    failed: report.failed,
    kinds: kindsOf(failures),
    failedOnKept: failures.filter(({ stream }: any) => stream === 'keep').length,
    quiet: { sent: report.quiet.sent, failed: report.quiet.failed },
    late: report.client.late,
    isVoid: report.client.isVoid,
    ...run.unfinished && { unfinished: run.unfinished },
    told: run.explanations.map(toldOf),
    ...updatedTo && isEndedUpdate(report) && { update: updateTime(run, began, updatedTo) },
  };
}

function kindsOf(failures: any[]): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { failure } of failures) { kinds[failure] = (kinds[failure] ?? 0) + 1; }
  return kinds;
}

function toldOf({ kind, cause, count, event, rule }: any): Told {
  return { kind, cause, count, event, ...rule && { rule: rule.id } };
}

function isEndedUpdate({ disturbance, runs: [run] }: any): boolean {
  return disturbance.kind === 'update' && run.unfinished === undefined;
}

function updateTime({ pods }: any, began: number, manifests: any[]): UpdateTime {
  const { spec } = manifests.find(({ kind }) => kind === 'Deployment');
  const own = pods.filter(({ controller }: any) => controller.startsWith('Deployment '));
  const created = own.filter((pod: any) => pod.created >= began);
  const stopped = own.flatMap(({ deleted }: any) => deleted >= began ? [deleted] : []);
  const starts = created.map((pod: any) => (pod.readiness.find(({ ready }: any) => ready)?.at ?? NaN) - pod.created);
  return {
    took: (Math.max(...stopped) - began) / 1000,
    start: Math.max(...starts) / 1000,
    minReady: spec.minReadySeconds ?? 0,
    waves: Math.ceil((spec.replicas ?? 1) / surgeOf(spec)),
  };
}

function surgeOf({ replicas = 1, strategy }: any): number {
  const surge = strategy?.rollingUpdate?.maxSurge ?? '25%';
  return typeof surge === 'number' ? surge : Math.ceil(replicas * parseInt(surge, 10) / 100);
}
