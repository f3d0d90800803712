import { appliesTo, errorsOnTheWay, messagesOn, removed, said } from './steps';
import { namespaceRemoved as rule } from '../../../../src/rules/diff/identity';

const NAMESPACE = (name: string) => `\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`;
const SECRET = '\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: key, namespace: old }\ndata: { a: YQ== }\n';

test('fails when a Namespace is removed in which an object stays', () => {
  expect(said(rule, removed('Namespace', 'old'), NAMESPACE('old') + SECRET)).toEqual([
    'error Namespace old: Namespace old is no longer in the manifests, but Secret key is still in it. Pruning deletes the namespace with everything in it. '
    + 'Keep Namespace old. Release this change, but keep Namespace old.',
  ]);
  expect(errorsOnTheWay(rule, removed('Namespace', 'old'), NAMESPACE('old') + SECRET)).toEqual([]);
});

test('warns when it is removed with everything in it', () => {
  expect(said(rule, removed('Namespace', 'old') + removed('Secret', 'key'), NAMESPACE('old') + SECRET)).toEqual([
    'warning Namespace old: Namespace old is removed with everything in it, including Secret key: all other objects there, such as volumes and Secrets that are in no manifest, are deleted too. '
    + 'List what is left with kubectl get all,pvc,secret --namespace old, and remove Namespace old when nothing in it is needed.',
  ]);
});

test('passes when it is empty', () => {
  expect(messagesOn(rule, removed('Namespace', 'old'), NAMESPACE('old'))).toEqual([]);
  expect(appliesTo(rule, removed('Namespace', 'old'), NAMESPACE('old'))).toBe(true);
});

test('does not apply while it stays', () => {
  expect(appliesTo(rule, removed('Secret', 'key'), NAMESPACE('old') + SECRET)).toBe(false);
});
