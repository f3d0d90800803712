import { autoscalerPaused as rule } from '../../../../src/rules/check/autoscaling';
import { messagesOn, verdictsOn } from '../judging';

const annotated = (annotation: string) => rule.examples.failing.replace('autoscaling.keda.sh/paused: "true"', annotation);

test('fails when a ScaledObject is paused at its current number of pods', () => {
  expect(verdictsOn(rule, rule.examples.failing)).toMatchObject([{
    object: { kind: 'ScaledObject' },
    workload: { name: 'web' },
    violations: [{
      path: ['metadata', 'annotations', 'autoscaling.keda.sh/paused'],
      message: 'ScaledObject web is paused, so web keeps the number of pods that it had at that moment: when the load rises, KEDA adds none.',
    }],
  }]);
});

test.each(['autoscaling.keda.sh/paused: ""', 'autoscaling.keda.sh/paused: yes', 'autoscaling.keda.sh/paused: "1"'])('KEDA reads %s as a pause', annotation => {
  expect(messagesOn(rule, annotated(annotation))).toHaveLength(1);
});

test('states the number of pods of paused-replicas', () => {
  expect(messagesOn(rule, annotated('autoscaling.keda.sh/paused-replicas: "3"'))).toEqual([
    'ScaledObject web is paused, so web keeps 3 pods: when the load rises, KEDA adds none.',
  ]);
});

test('finds a pause that only keeps KEDA from adding pods', () => {
  expect(messagesOn(rule, annotated('autoscaling.keda.sh/paused-scale-out: "true"'))).toEqual([
    'ScaledObject web is paused for scaling out: when the load rises, KEDA adds no pods of web.',
  ]);
});

test.each([
  ['a pause of removing pods', 'autoscaling.keda.sh/paused-scale-in: "true"'],
  ['no pause of adding pods', 'autoscaling.keda.sh/paused-scale-out: "false"'],
  ['false', 'autoscaling.keda.sh/paused: "false"'],
  ['the most pods that there may be', 'autoscaling.keda.sh/paused-replicas: "10"'],
  ['one pod, which is another defect', 'autoscaling.keda.sh/paused-replicas: "1"'],
])('passes with %s', (_, annotation) => {
  expect(messagesOn(rule, annotated(annotation))).toEqual([]);
});

test('passes for pods without users and without jobs', () => {
  expect(messagesOn(rule, `${rule.examples.failing}---\n{ kind: Service, $patch: delete }\n`)).toEqual([]);
});

const AT_NO_PODS = annotated('autoscaling.keda.sh/paused-replicas: "0"');
const scaled = (fields: string) => AT_NO_PODS.replace('minReplicaCount: 3', fields);

test('fails when no pod runs during the pause, although KEDA would keep some', () => {
  expect(verdictsOn(rule, AT_NO_PODS)).toMatchObject([{
    object: { kind: 'ScaledObject' },
    violations: [{
      path: ['metadata', 'annotations', 'autoscaling.keda.sh/paused-replicas'],
      message: 'ScaledObject web is paused, so web has no pods: every request fails until the annotation is removed.',
      fix: "Remove metadata.annotations['autoscaling.keda.sh/paused-replicas'].",
      byHand: 'what the pause was for',
    }],
  }]);
});

test.each([
  ['another annotation pauses, too', annotated('autoscaling.keda.sh/paused-replicas: "0", autoscaling.keda.sh/paused: "true"')],
  ['it keeps a pod even when idle', scaled('minReplicaCount: 3, idleReplicaCount: 1')],
  ['a route leads to the pods', `${AT_NO_PODS}---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { defaultBackend: { service: { name: web, port: { name: http } } } }\n`],
])('fails at 0 pods when %s', (_, change) => {
  expect(messagesOn(rule, change)).toHaveLength(1);
});

const pods = (labels: string) => `kind: Deployment\nspec: { template: { metadata: { labels: ${labels} } } }\n`;
const OTHER = (labels: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: other }\nspec: { replicas: 3, selector: { matchLabels: ${labels} }, template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: web, image: web:1 }] } } }\n`;
const SERVICE = (selector: string) => `kind: Service\nspec: { selector: ${selector} }\n`;

test.each([
  ['KEDA may scale to 0 anyway', scaled('minReplicaCount: 0')],
  ['0 is the default', scaled('cooldownPeriod: 60')],
  ['it may be idle without pods', scaled('minReplicaCount: 3, idleReplicaCount: 0')],
  ['the annotation is empty', annotated('autoscaling.keda.sh/paused-replicas: ""')],
  ['the annotation is not a number', annotated('autoscaling.keda.sh/paused-replicas: "none"')],
  ['only removing pods is paused', annotated('autoscaling.keda.sh/paused-scale-in: "0"')],
  ['no Service selects the pods', `${AT_NO_PODS}---\n{ kind: Service, $patch: delete }\n`],
  ['the pods work off a queue', `${AT_NO_PODS}---\n{ kind: Service, $patch: delete }\n---\n${pods('{ app: web, role: worker }')}`],
  ['another Deployment has the same users', `${AT_NO_PODS}---\n${OTHER('{ app: web, track: stable }')}`],
  ['it is the idle one of two colours', `${AT_NO_PODS}---\n${pods('{ app: web, colour: blue }')}---\n${SERVICE('{ app: web, colour: blue }')}---\n${OTHER('{ app: web, colour: green }')}`],
  ['KEDA scales another Deployment', AT_NO_PODS.replace('scaleTargetRef: { name: web }', 'scaleTargetRef: { name: other }')],
  ['the Deployment asks for no pods either', `${AT_NO_PODS}---\n{ kind: Deployment, spec: { replicas: 0 } }\n`],
  ['a Deployment has no pods without KEDA', '{ kind: Deployment, spec: { replicas: 0 } }'],
])('passes at 0 pods when %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});
