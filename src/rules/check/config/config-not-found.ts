import { configFinder, ConfigObject } from '../../../analysis/config/config-objects';
import { deletionAfterHooks } from '../../../analysis/config/hook-deletion';
import { isHook } from '../../../analysis/config/migrations';
import { ConfigReference, configReferencesOf } from '../../../analysis/config/references';
import { keysOfSecret, providersOf, targetOf } from '../../../analysis/references';
import { ManifestSet, Path, showPath, Workload } from '../../../manifests';
import { nearestWord, shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Rule, togetherJudging, Violation } from '../../rule';
import { workloadPart } from '../workload-rule';
import { createdAfterItsPods } from './config-not-found/created-after-its-pods';
import { hookedAccount } from './config-not-found/hooked-account';
import { overwrittenSecret } from './config-not-found/overwritten-secret';

/** Its keys are written by the cluster. */
const TOKEN = 'kubernetes.io/service-account-token';

const missing = workloadPart((workload, _profile, manifests) => {
  const references = configReferencesOf(workload.object).filter(({ kind, optional }) => kind !== 'PersistentVolumeClaim' && !optional);
  // A key may be in a file that could not be read.
  if (references.length === 0 || manifests.isPartial) { return undefined; }
  const find = configFinder(manifests);
  return [
    ...references.flatMap(reference =>
      missingKeys(reference, find(workload, reference) ?? madeSecret(workload, reference, manifests))),
    ...isHook(workload.object) ? []
      : deletedAfterHooks(references.flatMap(reference => find(workload, reference) ?? []), references),
  ];
});

export const configNotFound: Rule = {
  id: 'config-not-found',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'ConfigMap, Secret, key or ServiceAccount that does not exist',
  impact: 'New pods never start. The update gets stuck, and when a node is replaced, the old version does not start again either.',
  why: 'A container does not start until every ConfigMap, Secret and key that it refers to exists, unless the reference is optional, and no pod is created without its ServiceAccount. A hook of Helm or Argo CD that is deleted when the hooks have succeeded no longer exists when pods start. An ExternalSecret overwrites a Secret of the same name, unless its creationPolicy is Merge. Helm runs pre-install hooks, and Argo CD PreSync hooks and lower waves, before it creates the objects of the release.',
  fix: 'Add the key, or refer to one that exists.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec: { containers: [{ name: web, env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: web-config-v1, key: LOGLEVEL } } }] }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config-v1 }
immutable: true
data: { LOG_LEVEL: info }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec: { containers: [{ name: web, env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: web-config-v1, key: LOG_LEVEL } } }] }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config-v1 }
immutable: true
data: { LOG_LEVEL: info }
`,
  },
  judge: togetherJudging(missing, hookedAccount, overwrittenSecret, createdAfterItsPods),
};

/** Reports each object once, however many containers read it. */
function deletedAfterHooks(found: readonly ConfigObject[], references: readonly ConfigReference[]): Violation[] {
  return [...new Set(found.map(({ object }) => object))].flatMap((object): Violation[] => {
    const deletion = deletionAfterHooks(object);
    if (!deletion) { return []; }
    const { kind, name } = object;
    const called = `${kind} ${shorten(name)}`;
    return [{
      path: references.find(reference => reference.kind === kind && reference.name === name)!.path,
      message: `${called} is a hook, and ${deletion.tool} deletes it as soon as it has succeeded: new pods of each release do not start, and the update gets stuck.`,
      fix: `Remove ${deletion.value} from ${showPath(deletion.path)} of ${called}, or give the hooks another ${kind}, and remove the hook annotations from this one.`,
    }];
  });
}

type Known = Pick<ConfigObject, 'keys' | 'isFilledLater' | 'type'>;

/** The Secret that an ExternalSecret or a SealedSecret writes, if these list its keys. */
function madeSecret({ namespace }: Workload, { kind, name }: ConfigReference, manifests: ManifestSet): Known | undefined {
  const keys = kind === 'Secret' ? providersOf(manifests, targetOf('/Secret', namespace, name).key).map(keysOfSecret) : [];
  return keys.length === 0 || keys.includes(undefined) ? undefined : { keys: new Set(keys.flatMap(each => each ?? [])), isFilledLater: false, type: '' };
}

function missingKeys({ kind, name, required }: ConfigReference, found: Known | undefined): Violation[] {
  // An object that is not in the files may still be in the cluster.
  if (!found || found.isFilledLater || found.type === TOKEN) { return []; }
  return required.filter(({ key }) => !found.keys.has(key)).map(({ key, path }) => ({
    path,
    message: `${kind} ${shorten(name)} has no key ${shorten(key)}, so new pods do not start and the update gets stuck.`,
    ...fixOf(path, key, found),
  }));
}

function fixOf(path: Path, key: string, { keys }: Known): Fix {
  const nearest = nearestWord(key, [...keys]);
  return nearest === undefined
    ? { fix: `Set ${showPath(path)} to a key that exists (${shorten([...keys].join(', '), 100)}), or add the key to it.` }
    : edited([{ path, value: nearest }], { or: 'add the key to it', byHand: 'that this key is meant' });
}
