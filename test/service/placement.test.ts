import { manifestsWith, podWith } from '../manifests';
import { expectRefusal, refusalOf } from './refusals/refusal';

test('pods have a priority and a choice of nodes only where they are stated', () => {
  expect(podWith({ priorityClassName: 'high', nodeSelector: { disk: 'ssd' } })).toMatchObject({ priorityClassName: 'high', nodeSelector: { disk: 'ssd' } });
  expect(Object.keys(podWith())).not.toEqual(expect.arrayContaining(['priorityClassName']));
  expect(podWith().nodeSelector).toBeUndefined();
});

test('annotations of the Service are on it alone', () => {
  const { Service, Deployment } = manifestsWith({ annotations: { a: 'b' }, serviceAnnotations: { c: 'd' } });
  expect(Service.metadata.annotations).toEqual({ a: 'b', c: 'd' });
  expect(Deployment.metadata.annotations).not.toHaveProperty(['c']);
});

test.each(['High', '', 'a_b', '-a', 5])('fails when the PriorityClass is %j', priorityClassName => {
  expectRefusal({ priorityClassName }, {
    prop: 'priorityClassName',
    given: JSON.stringify(priorityClassName),
    allowed: 'the name of a PriorityClass',
    because: 'rejects every pod whose class does not exist',
    remedy: 'give the name of the class',
  });
});

test.each([[{ 'a b': 'c' }, "nodeSelector['a b']"], [{ a: 'b c' }, "nodeSelector['a']"]])('fails when the node selector is %j', (nodeSelector, prop) => {
  expect(refusalOf({ nodeSelector })).toContain(`[prod/my-svc] '${prop}' is `);
});
