import { autoscalerTargetNotFound as rule } from '../../../../src/rules/check/autoscaling';
import { rolloutOf as rollout } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { verdictsOn } from '../judging';

const scaler = (kind: string, name = 'web', apiVersion = 'apps/v1') => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: ${apiVersion}, kind: ${kind}, name: ${name} }, minReplicas: 3, maxReplicas: 10 }
`;

test('fails when the target is the Deployment that a Rollout takes its template from', () => {
  const [{ object, violations: [{ message, edits }] }] = verdictsOn(rule, `${rollout('{ canary: {} }')}---${scaler('Deployment')}`);
  expect(object.kind).toBe('HorizontalPodAutoscaler');
  expect(message).toContain('scales Deployment web, but Rollout');
  expect(edits?.map(({ path }) => path.join('.'))).toEqual(['spec.scaleTargetRef.kind', 'spec.scaleTargetRef.apiVersion']);
});

test('fails when the target is of another kind', () => {
  expect(verdictsOn(rule, scaler('StatefulSet'))[0].violations[0].edits).toEqual([
    { path: ['spec', 'scaleTargetRef', 'kind'], value: 'Deployment' }, { path: ['spec', 'scaleTargetRef', 'apiVersion'], value: 'apps/v1' },
  ]);
});

test('passes the Rollout, and a Deployment with its own pods', () => {
  expect(verdictsOn(rule, `${rollout('{ canary: {} }')}---${scaler('Rollout', 'web', 'argoproj.io/v1alpha1')}`)[0].violations).toEqual([]);
  expect(verdictsOn(rule, scaler('Deployment'))[0].violations).toEqual([]);
});

const all = (...parts: string[]) => parts.join('\n---\n');
const hpa = (target: string, { name = 'shop', labels = '{}', namespace = 'shop', kind = 'Deployment', apiVersion = 'apps/v1' } = {}) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: ${namespace}, labels: ${labels} }
spec: { scaleTargetRef: { apiVersion: ${apiVersion}, kind: ${kind}, name: ${target} }, minReplicas: 3, maxReplicas: 10 }
`;
const vpa = (target: string) => `
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: { name: shop }
spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} } }
`;
const scaledObject = (target: string) => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: shop }
spec: { scaleTargetRef: { name: ${target} }, minReplicaCount: 3, triggers: [{ type: cpu, metricType: Utilization, metadata: { value: "60" } }] }
`;
const deployment = (fields: string, labels = '{}') => `kind: Deployment\nmetadata: { labels: ${labels} }\nspec: { ${fields} }`;
const other = (name: string, fields = '', namespace = 'shop') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${fields} selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: app:1.4.2 }] } } }
`;
const LEFT_OUT = deployment('replicas: null');
const HELM = '{ app.kubernetes.io/name: web, app.kubernetes.io/instance: shop }';

test('fails when the name is a previous one of the Deployment, which runs one pod without the autoscaler', () => {
  expect(verdictsOn(rule, all(LEFT_OUT, hpa('web-server')))).toMatchObject([{
    object: { kind: 'HorizontalPodAutoscaler' },
    violations: [{
      path: ['spec', 'scaleTargetRef', 'name'],
      severity: 'warning',
      message: 'HorizontalPodAutoscaler shop scales Deployment web-server, which is not in the manifests, while no autoscaler scales Deployment web: '
        + 'unless the former is elsewhere, no pod is added when the load rises, and web runs one pod, the default without spec.replicas.',
      fix: 'Set spec.scaleTargetRef.name to web.',
      byHand: 'that Deployment web is meant',
    }],
  }]);
  expect(verdictsOn(rule, all(LEFT_OUT, hpa('web')))).toMatchObject([{ violations: [] }]);
});

test('fails when a vertical autoscaler has the previous name', () => {
  expect(verdictsOn(rule, all(LEFT_OUT, vpa('web-server')))).toMatchObject([{
    violations: [{
      path: ['spec', 'targetRef', 'name'],
      severity: 'info',
      message: 'VerticalPodAutoscaler shop scales Deployment web-server, which is not in the manifests, while no autoscaler scales Deployment web: '
        + 'unless the former is elsewhere, no pod gets the requests that it recommends.',
    }],
  }]);
});

test.each([
  ['KEDA has the previous name', all(LEFT_OUT, scaledObject('web-server'))],
  ['the target has fewer words', all(LEFT_OUT, other('search-web'), hpa('search', { name: 'of-search' }))],
  ['the Deployment has the name of the autoscaler', all(deployment('replicas: 3'), hpa('frontend', { name: 'web' }))],
  ['the Deployment has the name of the autoscaler, but for its kind', all(deployment('replicas: 3'), hpa('frontend', { name: 'web-hpa' }))],
  ['only a vertical autoscaler scales the Deployment', all(LEFT_OUT, hpa('web-server'), vpa('web'))],
])('fails when %s', (_, change) => {
  expect(verdictsOn(rule, change).flatMap(({ violations }) => violations)).toHaveLength(1);
});

test.each([
  ['no name is similar', all(LEFT_OUT, hpa('payments'))],
  ['only the labels of the chart are the same', all(deployment('replicas: 3', HELM), hpa('frontend', { labels: HELM }))],
  ['the target may be a canary with an autoscaler of its own', all(LEFT_OUT, hpa('web-canary', { name: 'web-canary' }))],
  ['the target may be a part of the application', all(deployment('replicas: 3'), hpa('web-cache', { name: 'web' }))],
  ['only a part of a word is the same', all(LEFT_OUT, hpa('webhooks'))],
  ['the Deployment sets its replicas itself', all(deployment('replicas: 3'), hpa('web-server'))],
  ['the Deployment is scaled to 0', all(deployment('replicas: 0'), hpa('frontend', { name: 'web' }))],
  ['another autoscaler scales the Deployment', all(LEFT_OUT, hpa('web-server'), hpa('web', { name: 'web' }))],
  ['KEDA scales the Deployment', all(LEFT_OUT, hpa('web-server'), scaledObject('web'))],
  ['two Deployments have similar names', all(LEFT_OUT, other('shop-web'), hpa('shop-web-server'))],
  ['it is in another namespace', all(LEFT_OUT, hpa('web-server', { namespace: 'accounts' }))],
  ['the target is in another namespace', all(LEFT_OUT, other('web-server', '', 'accounts'), hpa('web-server'))],
  ['the target is of another kind', all(LEFT_OUT, hpa('web-server', { kind: 'StatefulSet' }))],
  ['the target is of an operator', all(LEFT_OUT, hpa('web-server', { kind: 'Cache', apiVersion: 'cache.example.com/v1' }))],
  ['an operator may create the target', all(LEFT_OUT, hpa('web-server'), 'apiVersion: cache.example.com/v1\nkind: Cache\nmetadata: { name: web-server, namespace: shop }')],
  ['a tool may install the target', all(LEFT_OUT, hpa('web-server'), 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: web-server, namespace: shop }')],
  ['a Service of the target shows that its pods are elsewhere', all(LEFT_OUT, hpa('web-server'), 'apiVersion: v1\nkind: Service\nmetadata: { name: web-server, namespace: shop }\nspec: { selector: { app: web-server }, ports: [{ port: 80 }] }')],
  ['labels name another application', all(deployment('replicas: null', '{ app: web }'), hpa('web-server', { labels: '{ app: web-server }' }))],
  ['labels name another component', all(deployment('replicas: 3', '{ app.kubernetes.io/name: web, app.kubernetes.io/instance: shop, app.kubernetes.io/component: jobs }'), hpa('frontend', { labels: HELM }))],
  ['only one label is that of the Deployment', all(deployment('replicas: 3', HELM), hpa('frontend', { labels: '{ app.kubernetes.io/instance: shop }' }))],
  ['the name is left out', all(LEFT_OUT, hpa('""'))],
])('nothing is found when %s', (_, change) => {
  expect(verdictsOn(rule, change).flatMap(({ violations }) => violations)).toEqual([]);
});

test('the remedy works', () => {
  const change = all(LEFT_OUT, hpa('web-server'));
  const [{ edits }] = verdictsOn(rule, change)[0].violations;
  expect(verdictsOn(rule, change.replace('name: web-server', `name: ${edits![0].value}`))).toMatchObject([{ violations: [] }]);
});
