import { isMigrationJob, isOrdered } from '../../../analysis/config/migrations';
import { perCluster } from '../../../analysis/memoize';
import { wordsOf } from '../../../analysis/pod/containers';
import { servesRequests } from '../../../analysis/traffic/router';
import { groupedBy, ManifestObject, Workload } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { objectRule } from '../object-rule';

const PATH = ['metadata', 'annotations'];
/** This many characters of a command are enough to recognize it. */
const LONGEST = 2000;

export const migrationOrderUndefined = objectRule({
  id: 'migration-order-undefined',
  severity: 'warning',
  title: 'Migration Job that no release waits for',
  impact: 'New pods serve before the schema that they need exists, and their requests fail.',
  why: 'Objects are applied together. Nothing tells kubectl or a GitOps tool that a Job must have ended before a Deployment is updated.',
  fix: 'Make the Job a hook that runs before the update, or make the pods wait for it in an init container.',
  reference: 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/',
  examples: {
    failing: `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate-v5 }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: migrate, image: 'registry.example.com/web:1.4.2', command: [bin/migrate] }] }
`,
    passing: `
apiVersion: batch/v1
kind: Job
metadata: { name: migrate-v5, annotations: { argocd.argoproj.io/hook: PreSync } }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: migrate, image: 'registry.example.com/web:1.4.2', command: [bin/migrate] }] }
`,
  },
  judge: (object, _profile, manifests) => {
    const served = servedBy(manifests).get(object.namespace);
    // A generated name comes from a pipeline, which has its own order.
    if (!served || !isMigrationJob(object) || object.name.endsWith('*')) { return undefined; }
    const isKnown = isOrdered(object) || served.some(workload => isOrdered(workload.object) || waits(workload));
    return isKnown ? [] : [violation(object, served[0])];
  },
});

function violation({ name }: ManifestObject, { name: served }: Workload): Violation {
  return {
    path: PATH,
    message: `Nothing makes Deployment ${served} wait for the migration ${name}: its new pods may serve before the schema that they need exists.`,
    ...edited([{ path: [...PATH, 'argocd.argoproj.io/hook'], value: 'PreSync' }], {
      or: 'metadata.annotations[\'helm.sh/hook\'] to pre-install,pre-upgrade if Helm installs it, or make an init container of the Deployment wait for the schema',
      byHand: 'which tool applies these manifests',
    }),
  };
}

const servedBy = perCluster(({ workloads }) => groupedBy(workloads.filter(servesRequests), ({ namespace }) => [namespace]));

/** Whether its pods themselves check the schema before they serve. */
function waits(workload: Workload): boolean {
  return workload.initContainers.some(container => {
    const words = [container.name, container.image, ...wordsOf(workload, container)];
    return /wait|migrat|schema/i.test(words.join(' ').slice(0, LONGEST));
  });
}
