import { settle } from '../../../src/rehearse/disturb/settle';
import { Answer } from '../../../src/rehearse/kubectl';
import { answered, OK, standIn } from '../kubectl-stand-in';

const WEB = { kind: 'Deployment', resource: 'deployments.apps', name: 'web', hasAutoscaler: false, replicas: 2 };
const INTERRUPTED: Answer = { stdout: '', stderr: '', code: 130, failure: 'interrupted' };

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', generation: 1 }, spec: { replicas: 2 }, status: { observedGeneration: 1 } };
const waiting = (name: string, owner: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ownerReferences: [{ kind: 'ReplicaSet', name: owner }] },
  status: { containerStatuses: [{ name: 'web', state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "app:9"' } } }] },
});

test('Ctrl-C does not wait for the deadline', async () => {
  await expect(settle(standIn(() => INTERRUPTED), [WEB], 600)).rejects.toThrow('The rehearsal was interrupted.');
});

test('what was waited for in vain is said with what one of its own pods complains of', async () => {
  const pods = { kind: 'List', apiVersion: 'v1', items: [waiting('web-admin-5d-x', 'web-admin-5d'), waiting('web-6f-x', 'web-6f'), waiting('web-6f-y', 'web-6f')] };
  const kubectl = standIn(([verb, what]) => {
    if (verb !== 'get') { return OK; }
    return what === 'pods' ? answered(pods) : answered(deployment);
  });
  expect(await settle(kubectl, [WEB], 0)).toEqual({
    unfinished: 'After 0 s: Deployment web has 0 of 2 pods available, and 0 of the new revision; pod web-6f-x: ImagePullBackOff: Back-off pulling image "app:9".',
  });
});
