import { pdbOverlap } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const another = (name: string, selector: string) => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name} }
spec: { maxUnavailable: 1, selector: ${selector} }
`;
const deployment = (name: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name}, tier: front } }, spec: { containers: [] } } }
`;
const TIER = 'kind: Deployment\nspec: { template: { metadata: { labels: { tier: front } } } }\n';

test('finds the second budget for the same pods', () => {
  const verdicts = verdictsOn(pdbOverlap, TIER + another('front', '{ matchLabels: { tier: front } }'));
  expect(verdicts).toMatchObject([
    { object: { name: 'web' }, workload: { name: 'web' }, violations: [] },
    {
      object: { name: 'front' },
      workload: { name: 'web' },
      violations: [{
        path: ['spec', 'selector'],
        message: 'The pods of web are also counted by the budget web: the API server refuses to evict a pod with two budgets, so every drain of their nodes gets stuck.',
        fix: 'Remove this budget or the other, or narrow spec.selector so that it excludes the pods of web.',
      }],
    },
  ]);
});

test('finds one broad budget once, whatever its position among the narrow ones', () => {
  const broad = another('all', '{}');
  const narrow = deployment('api') + another('api', '{ matchLabels: { app: api } }');
  for (const manifests of [TIER + broad + narrow, TIER + narrow + broad]) {
    expect(verdictsOn(pdbOverlap, manifests).filter(({ violations }) => violations.length > 0)).toMatchObject([{
      object: { name: 'all' },
      violations: [{ message: expect.stringMatching(/^The pods of web and api are also counted by the budget web and api: /) }],
    }]);
  }
});

test('finds three budgets for the same pods once', () => {
  expect(messagesOn(pdbOverlap, TIER + another('one', '{ matchLabels: { tier: front } }') + another('two', '{ matchLabels: { app: web } }'))).toEqual([
    expect.stringContaining('counted by the budget web and one:'),
  ]);
});

test('budgets for different pods pass', () => {
  const manifests = TIER + deployment('api') + another('api', '{ matchLabels: { app: api } }');
  expect(messagesOn(pdbOverlap, manifests)).toEqual([]);
  expect(verdictsOn(pdbOverlap, manifests)).toHaveLength(2);
});

test('pods of other kinds count too', () => {
  const jobs = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec: { template: { metadata: { labels: { app: db } }, spec: { containers: [] } } }
`;
  const twice = another('db', '{ matchLabels: { app: db } }') + another('data', '{ matchLabels: { app: db } }');
  expect(messagesOn(pdbOverlap, TIER + jobs + twice)).toEqual([expect.stringContaining('The pods of db are also counted by the budget db:')]);
});

test('does not apply to a budget that selects no pods', () => {
  expect(appliesTo(pdbOverlap, 'kind: PodDisruptionBudget\nspec: { selector: { matchLabels: { app: wbe } } }')).toBe(false);
});
