import { trafficTagRemoved as rule } from '../../../../src/rules/diff/routing';
import { appliesTo, messagesOn, verdictsOn } from '../updating';

const BFF = (traffic: string, apiVersion = 'serving.knative.dev/v1'): string =>
  `apiVersion: ${apiVersion}\nkind: Service\nmetadata: { name: bff }\nspec: { traffic: ${traffic} }\n`;
const LATEST = '{ latestRevision: true, percent: 100 }';
const [V3, V4] = ['3', '4'].map(number => `{ tag: v${number}, revisionName: bff-0000${number}, percent: 0 }`);

test('names the removed address, and keeps it without a share of requests', () => {
  const [{ object, violations }] = verdictsOn(rule, rule.examples.unsafe);
  expect(object).toMatchObject({ kind: 'Service', name: 'bff' });
  expect(violations).toMatchObject([{
    path: ['spec', 'traffic'],
    message: 'The tag v4 of Knative Service bff is removed, and its own address with it: clients that still call it get 404.',
    fix: 'Keep the tag v4 with percent 0 until clients no longer call its address.',
    recipe: [{
      edits: [{
        kind: 'set',
        path: ['spec', 'traffic'],
        value: [{ latestRevision: true, percent: 100 }, { tag: 'v4', revisionName: 'bff-00004', percent: 0 }],
      }],
    }],
  }]);
});

test('keeps all tags with one edit', () => {
  const [{ violations }] = verdictsOn(rule, BFF(`[${LATEST}]`), BFF(`[${LATEST}, ${V3}, ${V4}]`));
  expect(violations).toHaveLength(2);
  for (const { recipe } of violations) {
    expect(recipe).toMatchObject([{ edits: [{ value: [{ percent: 100 }, { tag: 'v3' }, { tag: 'v4' }] }] }]);
  }
});

test('a tag that had a share of requests is kept without it', () => {
  const shared = '{ tag: v4, revisionName: bff-00004, percent: 20 }';
  const [{ violations: [{ recipe }] }] = verdictsOn(rule, BFF('[]'), BFF(`[{ latestRevision: true, percent: 80 }, ${shared}]`));
  expect(recipe).toMatchObject([{ edits: [{ value: [{ latestRevision: true, percent: 100 }, { tag: 'v4', percent: 0 }] }] }]);
});

test('passes an added tag, or one that leads to another revision', () => {
  expect(messagesOn(rule, BFF(`[${LATEST}, { tag: v4, latestRevision: true }, ${V3}]`))).toEqual([]);
});

test('does not apply to an unchanged object, or to another kind', () => {
  expect(appliesTo(rule, rule.examples.before)).toBe(false);
  expect(appliesTo(rule, BFF(`[${LATEST}]`, 'example.com/v1'), BFF(`[${LATEST}, ${V4}]`, 'example.com/v1'))).toBe(false);
});
