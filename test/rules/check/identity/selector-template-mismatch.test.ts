import { selectorTemplateMismatch } from '../../../../src/rules/check/identity';
import { messagesOn } from '../judging';
import { deployment, fixesOn, judgedBy, object, pathsOn } from '../placement/violations-on';

const selects = (matchLabels: object): string => deployment({ selector: { matchLabels } });
const template = (app: string): object => ({ metadata: { labels: { app } }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.4.2' }] } });

test('names the labels that the pods lack', () => {
  const change = selects({ app: 'web', tier: 'front' });
  expect(messagesOn(selectorTemplateMismatch, change)).toEqual(['The pods of Deployment web do not have tier=front, which its selector requires: the API server refuses it.']);
  expect(fixesOn(selectorTemplateMismatch, change)).toEqual(['Set spec.template.metadata.labels.tier to front.']);
  expect(pathsOn(selectorTemplateMismatch, change)).toEqual(['spec.template.metadata.labels']);
});

test('names the labels that differ', () => {
  const change = selects({ app: 'wbe', tier: 'front' });
  expect(messagesOn(selectorTemplateMismatch, change)[0]).toContain('do not have app=wbe, tier=front, which');
  expect(fixesOn(selectorTemplateMismatch, change)).toEqual(['Set spec.template.metadata.labels.app to wbe, and spec.template.metadata.labels.tier to front.']);
});

test('names only the first five labels, but the fix sets all', () => {
  const labels = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`l${i}`, 'x']));
  expect(messagesOn(selectorTemplateMismatch, selects(labels))[0]).toContain('l0=x, l1=x, l2=x, l3=x, l4=x, which');
  expect(fixesOn(selectorTemplateMismatch, selects(labels))[0]).toMatch(/^Set spec\.template\.metadata\.labels to \{ .*"l0": "x".*"l4": "x"/);
});

test('finds an expression that does not match', () => {
  const change = deployment({ selector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } });
  expect(messagesOn(selectorTemplateMismatch, change)[0]).toContain('do not have the labels of matchExpressions, which');
  expect(fixesOn(selectorTemplateMismatch, change)).toEqual(['Change spec.template.metadata.labels so that they match spec.selector.matchExpressions.']);
});

test('passes pods that have more labels', () => {
  expect(messagesOn(selectorTemplateMismatch, deployment({ template: { metadata: { labels: { tier: 'front' } } } }))).toEqual([]);
  expect(judgedBy(selectorTemplateMismatch, '')).toHaveLength(1);
});

test.each([['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['apps/v1', 'ReplicaSet'], ['extensions/v1beta1', 'DaemonSet']])('finds it in %s %s', (apiVersion, kind) => {
  const change = object(apiVersion, kind, 'other', { spec: { selector: { matchLabels: { app: 'other' } }, template: template('wbe') } });
  expect(messagesOn(selectorTemplateMismatch, change)).toEqual([`The pods of ${kind} other do not have app=other, which its selector requires: the API server refuses it.`]);
});

test('does not apply to objects without a selector or of other kinds', () => {
  expect(judgedBy(selectorTemplateMismatch, deployment({ selector: null }))).toEqual([]);
  const others = [['batch/v1', 'Job'], ['example.com/v1', 'Deployment']];
  for (const [apiVersion, kind] of others) {
    expect(judgedBy(selectorTemplateMismatch, object(apiVersion, kind, 'other', { spec: { selector: { matchLabels: { app: 'other' } }, template: template('wbe') } }))).toHaveLength(1);
  }
});
