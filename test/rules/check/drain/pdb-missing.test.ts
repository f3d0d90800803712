import { autoscaled, CANARY, limit, pods } from './changes';
import { pdbMissing } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const WITHOUT = 'kind: PodDisruptionBudget\n$patch: delete\n';

test('passes pods that serve until their replacements are ready', () => {
  const handover = (seconds: number): string => `${WITHOUT}---\nkind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/handover: ${seconds}s } }\n`;
  expect(messagesOn(pdbMissing, handover(10))).toEqual([]);
  expect(messagesOn(pdbMissing, handover(11))).toHaveLength(1);
});

describe('without a budget', () => {
  test('prints the budget to add', () => {
    expect(verdictsOn(pdbMissing, WITHOUT)).toMatchObject([{
      object: { kind: 'Deployment' },
      workload: { name: 'web' },
      violations: [{
        path: ['spec', 'template', 'metadata', 'labels'],
        message: 'No PodDisruptionBudget counts the pods of web: node drains may evict all of them at once, and every request fails until new ones are ready.',
        fix: 'Add PodDisruptionBudget web of policy/v1 with spec { "maxUnavailable": 1, "unhealthyPodEvictionPolicy": "AlwaysAllow", "selector": { "matchLabels": { "app": "web" } } }.',
      }],
    }]);
  });

  test('uses the labels of the pods if the Deployment selects by an expression', () => {
    const [{ violations: [{ fix }] }] = verdictsOn(pdbMissing, `${WITHOUT}---
kind: Deployment
spec:
  selector: { $patch: replace, matchExpressions: [{ key: app, operator: Exists }] }
  template: { metadata: { labels: { tier: front } } }
`);
    expect(fix).toContain('{ "matchLabels": { "app": "web", "tier": "front" } }');
  });

  test('two pods need a budget, a single pod does not', () => {
    expect(messagesOn(pdbMissing, WITHOUT + pods(2))).toHaveLength(1);
    expect(appliesTo(pdbMissing, WITHOUT + pods(1))).toBe(false);
  });

  test('leaves pods that an autoscaler may reduce to one to the rule about its minimum', () => {
    expect(messagesOn(pdbMissing, WITHOUT + autoscaled(2, 4))).toHaveLength(1);
    expect(appliesTo(pdbMissing, WITHOUT + autoscaled(1, 4))).toBe(false);
  });

  test('does not apply to pods that receive no requests', () => {
    expect(appliesTo(pdbMissing, `${WITHOUT}---\nkind: Service\n$patch: delete\n`)).toBe(false);
  });

  test('long labels do not make long messages', () => {
    const [{ violations: [{ fix }] }] = verdictsOn(pdbMissing, `${WITHOUT}---
kind: Deployment
spec: { selector: { matchLabels: { app: web, long: ${'x'.repeat(3000)} } } }
`);
    expect(fix.length).toBeLessThan(1500);
  });
});

describe('a budget that was meant for the pods but does not match them must be fixed instead', () => {
  const orphan = (name: string, labels: string) => `${WITHOUT}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name} }
spec: { maxUnavailable: 1, selector: { matchLabels: ${labels} } }
`;

  test.each(['web', 'web-pdb', 'web-budget', 'web-pod-disruption-budget', 'web-poddisruptionbudget', 'web-disruption-budget', 'web.pdb'])('by its name: %s', name => {
    expect(appliesTo(pdbMissing, orphan(name, '{ app: wbe }'))).toBe(false);
  });

  test('by one of its labels', () => {
    expect(appliesTo(pdbMissing, orphan('front', '{ app: web, version: v1 }'))).toBe(false);
    expect(messagesOn(pdbMissing, orphan('front', '{ app: api, version: v1 }'))).toHaveLength(1);
    expect(messagesOn(pdbMissing, orphan('front', '{ application: web }'))).toHaveLength(1);
  });

  test.each(['webshop-pdb', 'web-pdb-api', 'web-admin', 'pdb'])('not by another name: %s', name => {
    expect(messagesOn(pdbMissing, orphan(name, '{ app: wbe }'))).toHaveLength(1);
  });

  test('not in another namespace', () => {
    const elsewhere = orphan('web', '{ app: wbe }').replace('name: web }', 'name: web, namespace: other }');
    expect(messagesOn(pdbMissing, elsewhere)).toHaveLength(1);
  });

  test('without a selector, too', () => {
    const without = orphan('web', '{}').replace('selector: { matchLabels: {} }', 'selector: null');
    expect(appliesTo(pdbMissing, without)).toBe(false);
  });
});

describe('a budget that protects no pod', () => {
  test('says on the budget how many pods may be evicted', () => {
    expect(verdictsOn(pdbMissing, limit('maxUnavailable: 3'))).toMatchObject([{
      object: { kind: 'PodDisruptionBudget' },
      workload: { name: 'web' },
      violations: [{
        path: ['spec', 'maxUnavailable'],
        message: 'With spec.maxUnavailable 3, all 3 of 3 pods of web may be evicted at once: the budget protects none of them, and every request fails until new ones are ready.',
        fix: 'Set spec.maxUnavailable to 1.',
      }],
    }]);
  });

  test.each(['maxUnavailable: 100%', 'maxUnavailable: 67%', 'maxUnavailable: 4', 'minAvailable: 0', 'minAvailable: 0%'])('%s of 3', text => {
    expect(messagesOn(pdbMissing, limit(text))).toHaveLength(1);
  });

  test('shows the limit that the budget has', () => {
    const [{ violations: [{ path, fix }] }] = verdictsOn(pdbMissing, limit('minAvailable: 0'));
    expect([path, fix]).toEqual([['spec', 'minAvailable'], 'Set spec.maxUnavailable to 1, and remove spec.minAvailable.']);
  });

  test.each(['maxUnavailable: 2', 'maxUnavailable: 66%', 'minAvailable: 1', 'minAvailable: 1%', 'maxUnavailable: 0', 'minAvailable: null'])('%s of 3 keeps some', text => {
    expect(messagesOn(pdbMissing, limit(text))).toEqual([]);
    expect(appliesTo(pdbMissing, limit(text))).toBe(true);
  });

  test('looks at every number of replicas from 2 that an autoscaler may choose', () => {
    expect(messagesOn(pdbMissing, limit('maxUnavailable: 2') + autoscaled(1, 10))).toEqual([expect.stringContaining('all 2 of 2 pods')]);
    expect(messagesOn(pdbMissing, limit('maxUnavailable: 2') + autoscaled(3, 10))).toEqual([]);
    expect(messagesOn(pdbMissing, limit('maxUnavailable: 1') + autoscaled(1, 10))).toEqual([]);
  });

  test('is not judged if it counts more than one Deployment', () => {
    expect(appliesTo(pdbMissing, limit('maxUnavailable: 3') + CANARY)).toBe(false);
  });
});
