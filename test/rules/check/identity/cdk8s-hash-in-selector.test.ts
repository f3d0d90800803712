import { cdk8sHashInSelector } from '../../../../src/rules/check/identity';
import { appliesTo, messagesOn } from '../judging';
import { deployment, fixesOn, pathsOn } from '../placement/violations-on';

const selects = (address: string): string => {
  const labels = { 'cdk8s.io/metadata.addr': address };
  return deployment({ selector: { matchLabels: labels }, template: { metadata: { labels } } });
};
const HASHED = selects('shop-web-c80b2a96');

test('says what a refactoring breaks, and the remedy before and after the first release', () => {
  expect(messagesOn(cdk8sHashInSelector, HASHED)).toEqual([
    'The selector is shop-web-c80b2a96, a hash of the construct path: once the construct is moved or its id changes, '
    + 'the API server refuses every update, since selectors are immutable.',
  ]);
  expect(fixesOn(cdk8sHashInSelector, HASHED)).toEqual([
    "Remove spec.selector.matchLabels['cdk8s.io/metadata.addr'] in favour of your own label before the first release (select: false and deployment.select()); "
    + 'after it, pin the label to this value with deployment.podMetadata.addLabel() and select that.',
  ]);
  expect(pathsOn(cdk8sHashInSelector, HASHED)).toEqual(["spec.selector.matchLabels['cdk8s.io/metadata.addr']"]);
});

test('a label may consist of the hash only', () => {
  expect(messagesOn(cdk8sHashInSelector, selects('c80b2a96'))).toHaveLength(1);
});

test.each(['web', 'shop-web', 'shop-web-c80b2a9', 'shop-web-c80b2a966', 'shop-web-d80b2a96', 'shop-web-xc80b2a96', 'c80b2a96-web'])('%s is set on purpose', address => {
  expect(appliesTo(cdk8sHashInSelector, selects(address))).toBe(true);
  expect(messagesOn(cdk8sHashInSelector, selects(address))).toEqual([]);
});

test('does not apply to other selectors', () => {
  expect(appliesTo(cdk8sHashInSelector, '')).toBe(false);
  expect(appliesTo(cdk8sHashInSelector, deployment({ selector: null }))).toBe(false);
});

test('our construct keeps the hash of an adopted Deployment, whatever its construct path', () => {
  const labelled = (address: string, annotations: object): string =>
    JSON.stringify({ kind: 'Deployment', metadata: { annotations, labels: { 'cdk8s.io/metadata.addr': address } } }) + '\n---\n' + HASHED;
  const stated = { 'cdk8s-zero-downtime/longest-request': '10s' };
  expect(messagesOn(cdk8sHashInSelector, labelled('shop-web-c80b2a96', stated))).toEqual([]);
  expect(messagesOn(cdk8sHashInSelector, labelled('shop-web-c80b2a96', {}))).toHaveLength(1);
  expect(messagesOn(cdk8sHashInSelector, labelled('web', stated))).toHaveLength(1);
});
