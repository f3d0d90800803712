import { ClusterProfile } from '../../../analysis/cluster-profile';
import { HELM_HOOK } from '../../../analysis/config/hook-annotations';
import { afterRelease, awaitedJobs, isHook, isMigrationJob, isOrdered } from '../../../analysis/config/migrations';
import { perCluster } from '../../../analysis/memoize';
import { wordsOf } from '../../../analysis/pod/containers';
import { servesRequests } from '../../../analysis/traffic/router';
import { Container, groupedBy, keyOf, ManifestObject, ManifestSet, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, togetherJudging, Violation } from '../../rule';
import { capitalizedContainerLabel } from '../../wording/containers';
import { displayName } from '../../wording/objects';
import { objectPart } from '../object-rule';

const PATH = ['metadata', 'annotations'];
/** This many characters of a command are enough to recognize it. */
const LONGEST = 2000;

export const migrationOrderUndefined: Rule = {
  id: 'migration-order-undefined',
  severity: 'warning',
  title: 'Migration Job that no release waits for, or that waits for the release',
  impact: 'New pods serve before the schema that they need exists, and their requests fail; or they wait for it, and the release never ends.',
  why: 'Objects are applied together. Nothing tells kubectl or a GitOps tool that a Job must have ended before a Deployment is updated. A hook such as post-upgrade runs when the release is applied, and, with --wait or in Argo CD, when its pods are ready.',
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
  judge: togetherJudging(objectPart(inAnyOrder), objectPart(tooLate)),
};

function inAnyOrder(object: ManifestObject, _profile: ClusterProfile, manifests: ManifestSet): Violation[] | undefined {
  const served = servedBy(manifests).get(object.namespace);
  // A generated name comes from a pipeline, which has its own order.
  if (!served || !isMigrationJob(object) || object.name.endsWith('*')) { return undefined; }
  const isKnown = isOrdered(object) || served.some(workload => isOrdered(workload.object) || waits(workload));
  return isKnown ? [] : [violation(object, served[0])];
}

function tooLate(object: ManifestObject, _profile: ClusterProfile, manifests: ManifestSet): Violation[] | undefined {
  const late = isMigrationJob(object) ? afterRelease(object) : undefined;
  if (!late) { return undefined; }
  const { key, events } = late;
  const [waiting] = [object.name, undefined].flatMap(job => waitersFor(manifests).get(keyOf(object.namespace, job)) ?? []);
  if (!waiting) { return []; }
  const path = [...PATH, key];
  const ready = 'only when the new pods are ready';
  const tool = key === HELM_HOOK ? `Helm with --wait (and Flux) runs ${ready} (${events})` : `Argo CD runs ${ready} (PostSync)`;
  return [{
    path,
    message: `${capitalizedContainerLabel(waiting.container)} of ${displayName(waiting.workload.object)} seems to wait for the migration ${shorten(object.name)}, which ${tool}: neither starts, and the release fails.`,
    ...edited([{ path, value: key === HELM_HOOK ? events.replace(/post-/g, 'pre-') : 'PreSync' }], {
      byHand: 'whether the Job needs objects of the release, and the old version works with the new schema',
    }),
  }];
}

interface Waiter { readonly workload: Workload; readonly container: Container }

/** The containers that wait for a Job, by its namespace and its name, or for any migration. */
const waitersFor = perCluster(({ workloads }) => groupedBy(
  workloads.filter(({ object }) => !isHook(object)).flatMap((workload): Waiter[] =>
    [...workload.initContainers, ...workload.containers].map(container => ({ workload, container }))),
  ({ workload, container }) => {
    // The name of a container that keeps running is not evidence.
    const about = workload.initContainers.includes(container) ? [container.name, container.image] : [];
    return [...new Set(awaitedJobs([...about, ...wordsOf(workload, container)].join(' ')))].map(job => keyOf(workload.namespace, job));
  },
));

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
