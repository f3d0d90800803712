import { evictionDisabled } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const annotated = (annotations: string) => `kind: Deployment\nspec: { template: { metadata: { annotations: { ${annotations} } } } }\n`;

test.each([
  ['karpenter.sh/do-not-disrupt', 'true', 'Karpenter'],
  ['karpenter.sh/do-not-evict', 'true', 'Karpenter'],
  ['cluster-autoscaler.kubernetes.io/safe-to-evict', 'false', 'the cluster autoscaler'],
])('%s "%s" blocks node drains', (annotation, value, who) => {
  expect(verdictsOn(evictionDisabled, annotated(`${annotation}: "${value}"`))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'template', 'metadata', 'annotations', annotation],
      message: `The annotation ${annotation} "${value}" forbids ${who} to evict these pods: their nodes stay, without updates, until they are removed by force.`,
      fix: `Remove spec.template.metadata.annotations['${annotation}'].`,
    }],
  }]);
});

test.each(['karpenter.sh/do-not-disrupt: 1h', 'karpenter.sh/do-not-disrupt: "false"', 'cluster-autoscaler.kubernetes.io/safe-to-evict: "true"'])('%s passes', annotation => {
  expect(messagesOn(evictionDisabled, annotated(annotation))).toEqual([]);
  expect(appliesTo(evictionDisabled, annotated(annotation))).toBe(true);
});

test('does not apply to pods that receive no requests, such as those of a long computation', () => {
  expect(appliesTo(evictionDisabled, `${annotated('karpenter.sh/do-not-disrupt: "true"')}---\nkind: Service\n$patch: delete\n`)).toBe(false);
});
