import { meantWord, nearestWord } from '../../src/text';

const ROUTERS = ['cluster', 'ingressNginx', 'awsAlb', 'awsNlb', 'gcpLoadBalancer'];

test.each([
  ['alb', ROUTERS, 'awsAlb'],
  ['NLB', ROUTERS, 'awsNlb'],
  ['nginx', ROUTERS, 'ingressNginx'],
  ['replicaCount', ['image', 'replicas', 'port'], 'replicas'],
  ['awsAbl', ROUTERS, 'awsAlb'],
])('%s means %3$s', (given, known, meant) => {
  expect(meantWord(given, known)).toBe(meant);
});

test.each([
  ['aws', ROUTERS, 'a part of two words'],
  ['lb', ROUTERS, 'too short'],
  ['portal', ['port', 'ports'], 'too short a stem'],
  ['kong', ROUTERS, 'another word'],
])('%s means nothing: it is %3$s', (given, known) => {
  expect(meantWord(given, known)).toBeUndefined();
});

test('a part of a word is not near it', () => {
  expect(nearestWord('alb', ROUTERS)).toBeUndefined();
});
