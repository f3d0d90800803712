import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, removeFolders } from './git-repository';
import { Answer, RECORDED, standIn } from './recorded-kubectl';
import { readManifests } from '../../src/manifests';
import { readSource } from '../../src/sources';
import { answerProblems } from '../../src/sources/cluster/answer-problems';
import { shown } from '../manifests/reading';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
  removeFolders();
});

const asked = readManifests([join(RECORDED, 'client-side.yaml')]).objects;

function problems(objects: Answer, others: { contexts?: Answer; selected?: Answer } = {}, pruneSelector?: string): string[] {
  standIn({ objects, ...others });
  return shown(readSource('cluster:prod', { asked, pruneSelector }).problems);
}

test.each([
  ['no-config', 'kubectl has no cluster configured. Choose a context with `kubectl config use-context`, name one as cluster:CONTEXT, or set KUBECONFIG.'],
  ['refused', 'There is no connection to https://cluster.example.com:6999. Is it running, and can it be reached from this network?'],
  ['timeout', 'There is no connection to https://cluster.example.com:6443. Is it running, and can it be reached from this network?'],
  ['no-host', 'There is no connection to https://k8s.example.invalid:6443. Is it running, and can it be reached from this network?'],
  ['unauthorized', 'The cluster does not accept these credentials (error: You must be logged in to the server (Unauthorized)). '
    + 'Log in again, and check that `kubectl get namespaces` works.'],
  ['certificate', 'kubectl does not trust the certificate of the cluster (Unable to connect to the server: tls: failed to verify certificate: x509: '
    + 'certificate signed by unknown authority). Check certificate-authority in the kubeconfig.'],
])('no answer: %s', (file, message) => {
  expect(problems({ err: `${file}.txt` })).toEqual([`cluster:prod error: ${message}`]);
});

test('for a missing context, the existing ones are listed', () => {
  const err = 'unknown-context.txt';
  expect(problems({ err }, { contexts: { text: 'dev\nstaging\n' } })).toEqual([
    'cluster:prod error: kubectl does not have a context with this name. It has dev, staging.',
  ]);
  expect(problems({ err }, { contexts: { text: Array.from({ length: 30 }, (_, i) => `c${i}\n`).join('') } })).toEqual([
    'cluster:prod error: kubectl does not have a context with this name. It has c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, ….',
  ]);
  expect(problems({ err })).toEqual(['cluster:prod error: kubectl does not have a context with this name. It has no contexts: check KUBECONFIG.']);
});

test('forbidden resources are reported together, and the others are read', () => {
  standIn({ objects: { out: 'forbidden.json', err: 'forbidden.txt' } });
  const result = readSource('cluster:ci', { asked, pruneSelector: 'app=web' });
  expect(result.objects.map(({ kind }) => kind)).toEqual(['Service', 'ConfigMap']);
  expect(shown(result.problems)).toEqual([
    'cluster:ci error: "system:serviceaccount:shop:ci" is not allowed to get deployments.apps, secrets, serviceaccounts, poddisruptionbudgets.policy, '
    + 'horizontalpodautoscalers.autoscaling and ingresses.networking.k8s.io in namespace "shop", so they are missing here. Give it a Role with the verb get on them; '
    + '`kubectl auth can-i get deployments.apps --namespace=shop` shows whether it has it.',
  ]);
});

test('a prune selector needs the verb list, and must be one', () => {
  expect(problems({ out: 'client-side.json' }, { selected: { err: 'forbidden-list.txt' } }, 'app=web')).toEqual([
    'cluster:prod error: "system:serviceaccount:shop:ci" is not allowed to list deployments.apps, services and configmaps in namespace "shop", so they are missing here. '
    + 'Give it a Role with the verb list on them; `kubectl auth can-i list deployments.apps --namespace=shop` shows whether it has it.',
  ]);
  expect(problems({ out: 'client-side.json' }, { selected: { err: 'bad-selector.txt' } }, 'app==,,web')).toEqual([
    'cluster:prod error: This is not a label selector (found \',\', expected: identifier after \',\'). Write it as in app=shop,tier!=cache.',
  ]);
});

test('objects of kinds that the cluster does not have are new, and are not searched for', () => {
  const calls = standIn({ objects: { out: 'unknown-kinds.json', err: 'unknown-kinds.txt' } });
  const monitor = { ...asked[0], apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor' };
  const result = readSource('cluster:', { asked: [...asked, monitor], pruneSelector: 'app=web' });
  expect(result.objects.map(({ kind }) => kind)).toEqual(['ConfigMap']);
  expect(shown(result.problems)).toEqual([
    'cluster: note: The cluster does not have the kind ServiceMonitor of monitoring.coreos.com/v1, so each of its objects counts as new. Install its CustomResourceDefinition before it is applied.',
    'cluster: note: The cluster does not have the kind HTTPRoute of gateway.networking.k8s.io/v1, so each of its objects counts as new. Install its CustomResourceDefinition before it is applied.',
  ]);
  expect(calls()[1].args.join(' ')).not.toContain('ServiceMonitor');
});

test('a warning is reported if nothing is found, since the context may be wrong', () => {
  expect(problems({ text: '' })).toEqual([
    'cluster:prod warning: None of the objects to apply is in this cluster, so all of them count as new. Is it the right context and namespace?',
  ]);
});

test('a cluster needs something to be compared with', () => {
  expect(shown(readSource('cluster:').problems)).toEqual([
    'cluster: error: A cluster can only be compared with manifests. Name it first: cluster: FOLDER.',
  ]);
  expect(shown(readSource('cluster:', { asked: [] }).problems)).toEqual([
    'cluster: error: The manifests contain no object to look for in this cluster. Check their path, or synthesize first.',
  ]);
});

test('kubectl that is not installed, fails without a message, or prints an unknown message is reported', () => {
  process.env.PATH = folder();
  const refusals = () => shown(readSource('cluster:', { asked }).problems);
  expect(refusals()).toEqual(['cluster: error: kubectl is not installed, or not on the PATH. Install it, or compare two folders instead.']);
  const kubectl = (script: string) => {
    writeFileSync(join(process.env.PATH!, 'kubectl'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(process.env.PATH!, 'kubectl'), 0o755);
  };
  kubectl('exit 1');
  expect(refusals()).toEqual(['cluster: error: kubectl failed without a message. Run `kubectl get namespaces` to see why.']);
  kubectl('echo "error: \\033[2Jthe moon is full" >&2; exit 1');
  expect(refusals()).toEqual(['cluster: error: kubectl reported "\uFFFD[2Jthe moon is full". Correct that, or compare two folders instead.']);
  kubectl('echo "Warning: v1 Endpoints is deprecated" >&2; echo "apiVersion: ["');
  expect(refusals()).toEqual([expect.stringContaining('cluster::1 error: This document cannot be read')]);
  kubectl('exec /bin/cat /dev/zero');
  expect(refusals()).toEqual(['cluster: error: The response of the cluster is too large to read at once. Narrow the selector, or compare fewer manifests.']);
});

test('kubectl that waits for a login is reported', () => {
  const result = { stdout: Buffer.alloc(0), stderr: '', succeeded: false, failure: 'timeout' } as const;
  expect(shown(answerProblems('cluster:', result, { get: () => result, contexts: () => [] }))).toEqual([
    'cluster: error: kubectl did not answer within 3 minutes. Does it wait for a login? Run `kubectl get namespaces` to see.',
  ]);
});
