import { ManifestObject } from '../../../src/manifests';
import { keepPrevious, defer, retain, set } from '../../../src/rules/diff';
import { recipeInWords } from '../../../src/rules/diff/recipe-text';

function object(kind: string, name: string): ManifestObject {
  return { apiVersion: 'v1', kind, name, labels: {}, annotations: {}, json: {}, file: '', place: [], document: 0, lineOf: () => 1 };
}

const WEB = object('Service', 'web');
const SECRET = object('Secret', 'web');

test.each([
  ['keep Service web', retain(WEB)],
  ['leave Service web as it is now', keepPrevious(WEB)],
  ['without Service web', defer(WEB)],
  ['with spec.ports[0].port of Service web set to 80', set(WEB, ['spec', 'ports', 0, 'port'], 80)],
  ['leave out spec.selector of Service web', set(WEB, ['spec', 'selector'], undefined)],
])('one release: %s', (words, edit) => {
  expect(recipeInWords([{ edits: [edit] }])).toBe(`Release this change, but ${words}.`);
});

test.each([
  ['data', 'Secret'], ['stringData', 'Secret'], ['data', 'ConfigMap'], ['binaryData', 'ConfigMap'],
])('never prints values in %s of a %s', (field, kind) => {
  expect(recipeInWords([{ edits: [set(object(kind, 'web'), [field, 'PASSWORD'], 'hunter2')] }]))
    .toBe(`Release this change, but with ${field}.PASSWORD of ${kind} web as it is now.`);
  expect(recipeInWords([{ edits: [set(object(kind, 'web'), [field, 'PASSWORD'], undefined)] }]))
    .toBe(`Release this change, but leave out ${field}.PASSWORD of ${kind} web.`);
});

test('prints other fields of a Secret', () => {
  expect(recipeInWords([{ edits: [set(SECRET, ['immutable'], true)] }])).toBe('Release this change, but with immutable of Secret web set to true.');
});

test('lists several edits', () => {
  expect(recipeInWords([{ edits: [retain(WEB), keepPrevious(SECRET)] }])).toBe('Release this change, but keep Service web and leave Secret web as it is now.');
  expect(recipeInWords([{ edits: [retain(WEB), keepPrevious(SECRET), defer(WEB)] }]))
    .toBe('Release this change, but keep Service web, leave Secret web as it is now and without Service web.');
});

test('waits for the pods between two releases, unless the recipe states another condition', () => {
  expect(recipeInWords([{ edits: [retain(WEB)] }, { edits: [] }]))
    .toBe('Release 1: this change, but keep Service web. When its pods are ready, release 2: the rest of this change.');
  expect(recipeInWords([{ edits: [retain(WEB)], until: 'when clients use the new name' }, { edits: [] }]))
    .toBe('Release 1: this change, but keep Service web. When clients use the new name, release 2: the rest of this change.');
});

test('the last release may differ from the change, and one in between may be the change itself', () => {
  expect(recipeInWords([{ edits: [retain(WEB)] }, { edits: [] }, { edits: [defer(SECRET)] }])).toBe('Release 1: this change, but keep Service web. '
    + 'When its pods are ready, release 2: this change. When its pods are ready, release 3: the rest of this change, but without Secret web.');
});

test('lists only the edits beyond those of the previous release', () => {
  const first = retain(WEB);
  expect(recipeInWords([{ edits: [first] }, { edits: [first, defer(SECRET)] }, { edits: [] }])).toBe('Release 1: this change, but keep Service web. '
    + 'When its pods are ready, release 2: the same, and without Secret web. When its pods are ready, release 3: the rest of this change.');
});

test('shortens long values', () => {
  expect(recipeInWords([{ edits: [retain(object('K'.repeat(61), 'n'.repeat(61)))] }])).toBe(`Release this change, but keep ${'K'.repeat(60)}… ${'n'.repeat(60)}….`);
});
