import { constructAddressSelector } from '../../../../src/rules/check/identity';
import { appliesTo, messagesOn } from '../judging';
import { deployment, fixesOn, pathsOn } from '../placement/violations-on';

const selects = (address: string): string => {
  const labels = { 'cdk8s.io/metadata.addr': address };
  return deployment({ selector: { matchLabels: labels }, template: { metadata: { labels } } });
};
const HASHED = selects('shop-web-c80b2a96');

test('says what a refactoring will do, and what to do before and after the first release', () => {
  expect(messagesOn(constructAddressSelector, HASHED)).toEqual([
    'The selector is shop-web-c80b2a96, a hash of where the construct stands in the tree: once it moves or its id changes, '
    + 'the API server refuses every update, since selectors are immutable.',
  ]);
  expect(fixesOn(constructAddressSelector, HASHED)).toEqual([
    "Remove spec.selector.matchLabels['cdk8s.io/metadata.addr'] in favour of a label of your own before the first release (select: false and deployment.select()); "
    + 'after it, pin the label to this value with deployment.podMetadata.addLabel() and select that.',
  ]);
  expect(pathsOn(constructAddressSelector, HASHED)).toEqual(["spec.selector.matchLabels['cdk8s.io/metadata.addr']"]);
});

test('a hash may be all there is', () => {
  expect(messagesOn(constructAddressSelector, selects('c80b2a96'))).toHaveLength(1);
});

test.each(['web', 'shop-web', 'shop-web-c80b2a9', 'shop-web-c80b2a966', 'shop-web-d80b2a96', 'shop-web-xc80b2a96', 'c80b2a96-web'])('%s is set on purpose', address => {
  expect(appliesTo(constructAddressSelector, selects(address))).toBe(true);
  expect(messagesOn(constructAddressSelector, selects(address))).toEqual([]);
});

test('does not apply to other selectors', () => {
  expect(appliesTo(constructAddressSelector, '')).toBe(false);
  expect(appliesTo(constructAddressSelector, deployment({ selector: null }))).toBe(false);
});

test('our construct keeps the hash of what it adopts, wherever it stands', () => {
  const labelled = (address: string, annotations: object): string =>
    JSON.stringify({ kind: 'Deployment', metadata: { annotations, labels: { 'cdk8s.io/metadata.addr': address } } }) + '\n---\n' + HASHED;
  const stated = { 'cdk8s-zero-downtime/longest-request': '10s' };
  expect(messagesOn(constructAddressSelector, labelled('shop-web-c80b2a96', stated))).toEqual([]);
  expect(messagesOn(constructAddressSelector, labelled('shop-web-c80b2a96', {}))).toHaveLength(1);
  expect(messagesOn(constructAddressSelector, labelled('web', stated))).toHaveLength(1);
});
