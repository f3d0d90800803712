import { Span } from '../../src/lifecycle';
import { casesFor } from './cases';
import { Measurements } from './measure';
import { middle, Prediction } from './predict';

/** One measurement beside its prediction; `undefined` seconds are a drain that never ends. */
export interface Row {
  readonly name: string;
  readonly event: string;
  /** The timeline's span, which knows nothing of the cluster. */
  readonly timeline?: Span;
  /** The same with this cluster's pod start. */
  readonly predicted?: Span;
  readonly measured?: number;
  readonly within: boolean;
}

export function page({ date, kubernetes, nodes, podStart }: Measurements, rows: Row[]): string {
  const hits = rows.filter(({ within }) => within).length;
  const inSpan = rows.filter(({ timeline, measured }) => timeline && measured !== undefined && timeline.best <= measured && measured <= timeline.worst).length;
  const timed = rows.filter(({ measured }) => measured !== undefined).length;
  return `# Predicted and measured times

How long an update and a node drain take: as the timeline predicts it from the manifests, and as measured on a cluster.
${hits} of ${rows.length} predictions are within ${SHARE * 100} % or ${SECONDS} s.

Measured on ${date}: Kubernetes ${kubernetes}, ${nodes} nodes that already had the image. This command
repeats the measurements and writes this page; the beginning of the script lists what it needs from the application. Without \`IMAGE\`, it
compares the last measurements with what the timeline predicts now.

\`\`\`
IMAGE=registry.example.com/app:1.0.0 npx ts-node -T scripts/predicted-against-real.ts
\`\`\`

${table(rows)}

- **update**: from the start of \`kubectl apply\` until \`kubectl rollout status\` reports that all new pods are available.
- **drain**: the duration of \`kubectl drain\` on the node that has most of the service's pods; only pods of this service are evicted. A drain
  that the budget blocks is observed for 20 s.
- **timeline**: the range from best to worst case. It is computed from the manifests and from facts about the application: how long it takes
  to start, that it answers health checks immediately, and that no request is in flight (so a pod ends at SIGTERM). For a drain, the number
  of pods on the node is known as well. ${inSpan} of ${timed} measured times are in this range.
- **predicted**: the middle of the same range, with one more known figure: this cluster needs ${podStart.toFixed(1)} s from the creation of a
  pod until its container runs (a mean, measured before all cases). The timeline allows 0 to 5 s for this, since manifests do not state it.

Two observations:

- Without a startup probe, the time of the first readiness probe matters. The kubelet probes as soon as it has seen the container run, one to
  three seconds after its start, and then once per period. An application that becomes ready right after a probe waits for nearly a
  whole period, and so does one whose initial delay ends then. Kubelets before 1.29 probe at any time within a period.
- \`kubectl drain\` retries 5 s after the budget refused an eviction, so several pods on a node are evicted in steps of 5 s. It also needs one or
  two seconds to notice that the last pod has stopped.

## What this does not show

- Scheduling on a full cluster, new nodes and image pulls: they take seconds to minutes, and the timeline has allowances for them.
- Slow health checks and requests in flight: they make an update or a stop longer, up to the worst case of the timeline.
- Init containers, sidecars, readiness gates, load balancers and autoscalers.
- Node upgrades by a provider, which may evict in another order and at another pace than \`kubectl drain\`.
- How much times vary: each was measured once, on a small machine that also did other work.
`;
}

const SHARE = 0.15;
const SECONDS = 3;

/** The measurements beside what is predicted now. */
export function rowsOf({ podStart, cases }: Measurements): Row[] {
  return casesFor('registry.example.com/app:1.0.0').flatMap(each => {
    const measured = cases.find(({ name }) => name === each.name);
    if (!measured) { throw new Error(`'${each.name}' was not measured yet: run this with IMAGE.`); }
    const { name, update, podsOnNode, drain } = measured;
    const timeline = new Prediction(each);
    const prediction = new Prediction(each, podStart);
    return [
      rowOf({ name, event: 'update', timeline: timeline.update, predicted: prediction.update, measured: update }),
      rowOf({
        name,
        event: `drain, ${podsOnNode} ${podsOnNode === 1 ? 'pod' : 'pods'} on the node`,
        timeline: timeline.drain(podsOnNode),
        predicted: prediction.drain(podsOnNode),
        measured: drain ?? undefined,
      }),
    ];
  });
}

function rowOf(row: Omit<Row, 'within'>): Row {
  return { ...row, within: isWithin(row.predicted, row.measured) };
}

export function table(rows: Row[]): string {
  return [
    '| case | event | timeline | predicted | measured | difference | within |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(line),
  ].join('\n');
}

function line({ name, event, timeline, predicted, measured, within }: Row): string {
  const cells = [
    name,
    event,
    timeline ? `${number(timeline.best)} to ${number(timeline.worst)} s` : 'blocked',
    predicted ? `${number(middle(predicted))} s` : 'blocked',
    measured === undefined ? 'blocked for 20 s' : `${number(measured)} s`,
    predicted && measured !== undefined ? difference(measured, middle(predicted)) : '–',
    within ? 'yes' : '**no**',
  ];
  return `| ${cells.join(' | ')} |`;
}

function difference(measured: number, predicted: number): string {
  const sign = measured < predicted ? '−' : '+';
  const amount = Math.abs(measured - predicted);
  const share = predicted > 0 ? `, ${sign}${Math.round(amount / predicted * 100)} %` : '';
  return `${sign}${amount.toFixed(1)} s${share}`;
}

function isWithin(predicted: Span | undefined, measured: number | undefined): boolean {
  if (!predicted || measured === undefined) { return predicted === measured; }
  return Math.abs(measured - middle(predicted)) <= Math.max(SECONDS, SHARE * middle(predicted));
}

function number(amount: number): string {
  return String(Number(amount.toFixed(1)));
}
