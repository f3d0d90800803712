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
  return `# Predicted against real

How long an update and a node drain take, as the timeline predicts it from the manifests, beside what a cluster did.
${hits} of ${rows.length} predictions are within ${SHARE * 100} % or ${SECONDS} s.

Measured on ${date}: Kubernetes ${kubernetes}, ${nodes} nodes that already had the image. This command
does it again and writes this page; its head says what it needs of the application. Without \`IMAGE\` it compares the last
measurements with what the timeline predicts now.

\`\`\`
IMAGE=registry.example.com/app:1.0.0 npx ts-node -T scripts/predicted-against-real.ts
\`\`\`

${table(rows)}

- **update**: from starting \`kubectl apply\` until \`kubectl rollout status\` says that all new pods are available.
- **drain**: from starting \`kubectl drain\` until it ends, on the node that has most of the service's pods; only this
  service's pods are evicted. A drain that the budget blocks is watched for 20 s.
- **timeline**: the span from best to worst. It is computed from the manifests and from what was known about the
  application: how long it takes to start, that it answers a health check at once, that no request is in flight (so a pod
  is gone at SIGTERM). For a drain also: how many pods are on the node. ${inSpan} of ${timed} measured times lie inside.
- **predicted**: the middle of the same span, with one more figure known: this cluster needs ${podStart.toFixed(1)} s from creating a pod
  to running its container (a mean, measured before all cases). The timeline allows 0 to 5 s for it, since no manifest
  says it.

Two things that such a table shows:

- Without a startup probe, the first look of the readiness probe decides. The kubelet looks as soon as it has seen the
  container run, one to three seconds after its start, and then once a period: an application that is ready, or a delay that
  is over, right after such a look waits nearly a whole period, at every start again. Kubelets before 1.29 look at any
  time within a period.
- \`kubectl drain\` asks again 5 s after the budget said no, so several pods on a node go in steps of 5 s. It also needs a
  second or two to notice that the last pod is gone.

## What this does not show

- Scheduling on a full cluster, new nodes and image pulls: they take from seconds to minutes and are allowances in the
  timeline.
- Slow health checks, and requests in flight: they make an update or a stop longer, up to the timeline's worst case.
- Init containers, sidecars, readiness gates, load balancers and autoscalers.
- Drains by a provider's node upgrade, which may evict in another order and at another pace than \`kubectl drain\`.
- How much times vary: each was measured once, on a small machine that did other work.
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
