import * as fc from 'fast-check';
import { labelIndex } from '../../src/analysis/label-index';
import { LabelSelector, matcherOf } from '../../src/manifests';
import { runs } from '../property-runs';

type Labels = Record<string, string>;

interface Pods {
  readonly namespace?: string;
  readonly podLabels: Labels;
}

const selectorOf = (matchLabels: Labels): LabelSelector => ({ matchLabels, matchExpressions: [] });

const labels = fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.constantFrom('x', 'y'), { maxKeys: 3 });
const namespaces = fc.constantFrom(undefined, 'shop', 'a');
const expressions = fc.array(fc.record({
  key: fc.constantFrom('a', 'b'), operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.array(fc.constantFrom('x', 'y')),
}), { maxLength: 2 });

test('a selector finds the pods that it matches in a namespace, in their order', () => {
  const pods = fc.array(fc.record({ namespace: namespaces, podLabels: labels }), { maxLength: 12 });
  const selectors = fc.record({ matchLabels: labels, matchExpressions: expressions });
  fc.assert(fc.property(pods, namespaces, selectors, (all, namespace, selector) => {
    const { matchLabels } = selector;
    const index = labelIndex<Pods>(all);
    const inside = all.filter(each => each.namespace === namespace);
    expect(index.in(namespace)).toEqual(inside);
    expect(index.selected(namespace, selector)).toEqual(inside.filter(({ podLabels }) => matcherOf(selector)(podLabels)));
    const near = new Set(index.near(namespace, matchLabels));
    const matches = matcherOf(selectorOf(matchLabels));
    expect(inside.filter(each => matches(each.podLabels) && !near.has(each))).toEqual([]);
  }), { numRuns: runs(1000) });
});

test('a selector is compared only with the pods that have its rarest label', () => {
  let read = 0;
  const all = Array.from({ length: 1000 }, (_, i): Pods => ({
    namespace: 'shop',
    get podLabels() {
      read += 1;
      return { part: 'shop', app: `app-${i}` };
    },
  }));
  const index = labelIndex(all);
  read = 0;
  for (let i = 0; i < 1000; i++) { expect(index.selected('shop', selectorOf({ part: 'shop', app: `app-${i}` }))).toHaveLength(1); }
  expect(index.selected('shop', selectorOf({ part: 'shop', app: 'other' }))).toEqual([]);
  expect(index.selected('other', selectorOf({}))).toEqual([]);
  expect(read).toBe(1000);
});
