import { conflictingAutoscalers } from '../../../../src/rules/check/autoscaling';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = conflictingAutoscalers;

function horizontal(name: string, more = '', target = 'kind: Deployment, name: web'): string {
  return `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name} }
spec: { scaleTargetRef: { ${target} }, minReplicas: 3, maxReplicas: 10${more} }
`;
}

function scaled(name: string, more = '', annotations = ''): string {
  return `---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: ${name}, annotations: { ${annotations} } }
spec: { scaleTargetRef: { name: web }, minReplicaCount: 2${more} }
`;
}

function vertical(more = '', target = 'kind: Deployment, name: web', apiVersion = 'autoscaling.k8s.io/v1'): string {
  return `---\napiVersion: ${apiVersion}\nkind: VerticalPodAutoscaler\nmetadata: { name: v }\nspec: { targetRef: { ${target} }${more} }\n`;
}

describe('two that set the number of pods', () => {
  test('the second is reported, with the first', () => {
    const verdicts = verdictsOn(rule, `${horizontal('a')}${scaled('b')}`.slice(4));
    expect(verdicts.map(({ object, violations }) => [object.name, violations.length])).toEqual([['a', 0], ['b', 1]]);
    expect(verdicts[1].violations).toMatchObject([{
      path: ['spec', 'scaleTargetRef'],
      message: 'ScaledObject b and HorizontalPodAutoscaler a both set the number of pods of Deployment web: each undoes what the other did, or both stop scaling.',
      fix: 'Remove one of the two, or set spec.scaleTargetRef to another target.',
    }]);
  });

  test('of a StatefulSet as well', () => {
    const target = 'kind: StatefulSet, name: db';
    expect(messagesOn(rule, `${horizontal('a', '', target)}${horizontal('b', '', target)}`.slice(4))).toHaveLength(1);
  });

  test.each([
    ['another name', 'kind: Deployment, name: other'], ['another kind', 'kind: StatefulSet, name: web'],
  ])('not for %s', (_, target) => {
    expect(messagesOn(rule, `${horizontal('a')}${horizontal('b', '', target)}`.slice(4))).toEqual([]);
  });

  test('not in another namespace', () => {
    expect(messagesOn(rule, `${horizontal('a')}${horizontal('b').replace('name: b', 'name: b, namespace: other')}`.slice(4))).toEqual([]);
  });

  describe('an autoscaler that KEDA takes over counts as one with the ScaledObject', () => {
    const named = (name: string) => `, advanced: { horizontalPodAutoscalerConfig: { name: ${name} } }`;
    const transfer = 'scaledobject.keda.sh/transfer-hpa-ownership: "true"';

    test('whichever comes first', () => {
      expect(messagesOn(rule, `${horizontal('a')}${scaled('b', named('a'), transfer)}`.slice(4))).toEqual([]);
      expect(messagesOn(rule, `${scaled('b', named('a'), transfer)}${horizontal('a')}`.slice(4))).toEqual([]);
    });

    test('if KEDA names it and has the annotation', () => {
      expect(messagesOn(rule, `${horizontal('a')}${scaled('b', named('c'), transfer)}`.slice(4))).toHaveLength(1);
      expect(messagesOn(rule, `${horizontal('a')}${scaled('b', named('a'))}`.slice(4))).toHaveLength(1);
      expect(messagesOn(rule, `${horizontal('a')}${scaled('b', named('a'), transfer.replace('true', 'false'))}`.slice(4))).toHaveLength(1);
    });
  });
});

describe('a vertical one beside a horizontal one', () => {
  const memory = ', metrics: [{ type: Resource, resource: { name: memory } }]';

  test('is reported if both use the same resource', () => {
    const verdicts = verdictsOn(rule, `${horizontal('a')}${vertical()}`.slice(4));
    expect(verdicts.map(({ object, violations }) => [object.name, violations.length])).toEqual([['a', 0], ['v', 1]]);
    expect(verdicts[1].violations).toMatchObject([{
      path: ['spec', 'updatePolicy', 'updateMode'],
      message: 'VerticalPodAutoscaler v evicts pods to change their cpu request, and HorizontalPodAutoscaler a scales by the utilization of that request: each reacts to the other.',
      fix: 'Set spec.updatePolicy.updateMode to "Off", or let only one of the two use cpu.',
    }]);
  });

  test.each(['Auto', 'Recreate', 'InPlaceOrRecreate'])('evicts pods in the mode %s', mode => {
    expect(messagesOn(rule, `${horizontal('a')}${vertical(`, updatePolicy: { updateMode: ${mode} }`)}`.slice(4))).toHaveLength(1);
  });

  test.each(['"Off"', 'false', 'Initial'])('does not evict pods in the mode %s', mode => {
    expect(messagesOn(rule, `${horizontal('a')}${vertical(`, updatePolicy: { updateMode: ${mode} }`)}`.slice(4))).toEqual([]);
  });

  test.each([
    ['memory', memory], ['memory of a container', ', metrics: [{ type: ContainerResource, containerResource: { name: memory, container: web } }]'],
  ])('finds %s', (_, metrics) => {
    expect(messagesOn(rule, `${horizontal('a', metrics)}${vertical()}`.slice(4))[0]).toContain('their memory request');
  });

  test.each([
    ['uses other metrics', ', metrics: [{ type: Pods, pods: { metric: { name: requests } } }]', ''],
    ['uses a resource that the vertical one does not control', '', ', resourcePolicy: { containerPolicies: [{ containerName: "*", controlledResources: [memory] }] }'],
    ['uses memory, and the vertical one the CPU', memory, ', resourcePolicy: { containerPolicies: [{ controlledResources: [cpu] }] }'],
  ])('passes if the horizontal one %s', (_, metrics, policy) => {
    expect(messagesOn(rule, `${horizontal('a', metrics)}${vertical(policy)}`.slice(4))).toEqual([]);
  });

  test.each([
    ['does not name resources', '[{ containerName: "*" }]'], ['names them for one container only', '[{ controlledResources: [memory] }, { containerName: b }]'],
    ['is off for a container', '[{ containerName: b, mode: "Off" }]'], ['is off for the rest', '[{ controlledResources: [cpu] }, { containerName: b, mode: OFF, controlledResources: [memory] }]'],
  ])('finds a vertical autoscaler whose policy %s', (_, policies) => {
    expect(messagesOn(rule, `${horizontal('a')}${vertical(`, resourcePolicy: { containerPolicies: ${policies} }`)}`.slice(4))).toHaveLength(1);
  });

  test('reads the triggers of KEDA', () => {
    expect(messagesOn(rule, `${scaled('a', ', triggers: [{ type: cpu }]')}${vertical()}`.slice(4))).toHaveLength(1);
    expect(messagesOn(rule, `${scaled('a', ', triggers: [{ type: kafka }]')}${vertical()}`.slice(4))).toEqual([]);
    expect(messagesOn(rule, `${scaled('a', ', triggers: [{}]')}${vertical()}`.slice(4))).toEqual([]);
  });

  test('passes for other pods', () => {
    expect(messagesOn(rule, `${horizontal('a')}${vertical('', 'kind: Deployment, name: other')}`.slice(4))).toEqual([]);
    expect(messagesOn(rule, vertical().slice(4))).toEqual([]);
  });
});

test('does not apply without autoscalers, or to the same kind of another API group', () => {
  expect(appliesTo(rule, '')).toBe(false);
  expect(appliesTo(rule, vertical('', 'kind: Deployment, name: web', 'example.com/v1').slice(4))).toBe(false);
});
