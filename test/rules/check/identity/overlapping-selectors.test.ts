import { overlappingSelectors } from '../../../../src/rules/check/identity';
import { manifestsIn, messagesOn, TARGET } from '../judging';
import { all, deployment, fixesOn, judgedBy, object, pathsOn } from '../placement/violations-on';

const other = (labels: object, selector: object = { matchLabels: labels }, metadata = {}, name = 'canary'): string => object('apps/v1', 'Deployment', name, {
  spec: { selector, template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.5.0' }] } } },
}, metadata);

test('names both Deployments, on the later one', () => {
  const change = other({ app: 'web' });
  expect(messagesOn(overlappingSelectors, change)).toEqual([
    "Deployments canary and web select each other's pods: Services, budgets and autoscalers of one also count those of the other.",
  ]);
  expect(fixesOn(overlappingSelectors, change)).toEqual([
    'If canary is already running, its selector cannot be changed: add a Deployment with another name, with its own label in spec.selector.matchLabels '
    + 'and in spec.template.metadata.labels, and remove canary in the release after that. Before its first release, add the label here.',
  ]);
  expect(pathsOn(overlappingSelectors, change)).toEqual(['spec.selector']);
  expect(judgedBy(overlappingSelectors, change).map(({ name }) => name)).toEqual(['web', 'canary']);
});

test('finds the pair among others', () => {
  const change = all(other({ app: 'a', tier: 'x' }, undefined, {}, 'a'), other({ app: 'b', tier: 'x' }, undefined, {}, 'b'), other({ app: 'b', tier: 'x' }, undefined, {}, 'c'));
  expect(messagesOn(overlappingSelectors, change)).toEqual([expect.stringContaining('Deployments c and b select')]);
});

test('expressions may overlap, too', () => {
  expect(messagesOn(overlappingSelectors, other({ app: 'web' }, { matchExpressions: [{ key: 'app', operator: 'Exists' }] }))).toHaveLength(1);
});

test.each([
  ['its pods have another label that its selector requires', other({ app: 'web', track: 'canary' })],
  ['it selects other pods', other({ app: 'web', track: 'canary' }, { matchLabels: { track: 'canary' } })],
  ['the other one does not select its pods', other({ app: 'api' }, { matchExpressions: [{ key: 'app', operator: 'Exists' }] })],
  ['it is in another namespace', other({ app: 'web' }, undefined, { namespace: 'other' })],
  ['it has no selector', other({ app: 'web' }, null as unknown as object)],
])('passes if %s', (_why, change) => {
  expect(messagesOn(overlappingSelectors, change)).toEqual([]);
});

test('passes if the first has no selector', () => {
  expect(messagesOn(overlappingSelectors, all(deployment({ selector: null }), other({ app: 'web' })))).toEqual([]);
});

test('many Deployments that share a label take little time', () => {
  const many = Array.from({ length: 2000 }, (_, i) => other({ app: 'web', one: 'x', [`own${i}`]: 'x' }, { matchExpressions: [{ key: `own${i}`, operator: 'Exists' }] }, {}, `d${i}`));
  const manifests = manifestsIn(many.join('---\n'));
  const start = process.hrtime.bigint();
  expect(overlappingSelectors.judge(manifests, TARGET).flatMap(({ violations }) => violations)).toEqual([]);
  expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(2);
});
