import { checksumsOf } from './checksums';
import { ConfigObject, configFinder } from './config-objects';
import { FixedName, fixedNameOf } from './fixed-names';
import { isConstructName, isVersioned } from './generated-names';
import { isMadeOnce } from './migrations';
import { ConfigReference, configReferencesOf } from './references';
import { isReloaded } from './reloaders';
import { keyOf, ManifestSet, Workload } from '../../manifests';
import { onceInCluster } from '../memoize';

/** A ConfigMap or Secret in the files that a Deployment reads. */
export interface UsedConfig extends ConfigReference {
  /** Whether content that was read at the start is kept until the container restarts. */
  readonly isFrozen: boolean;
  /** New content comes with a new name, or restarts the pods. */
  readonly isSafe: boolean;
  readonly isConstruct: boolean;
  /** Why it must keep its name, if it must. */
  readonly fixed?: FixedName;
}

/** Renewed by a controller while the pods run; a change of these is not a release. */
const RENEWED_TYPES = ['kubernetes.io/tls', 'kubernetes.io/service-account-token'];

/**
 * The ConfigMaps and Secrets in the files that a Deployment reads, each once: as read at the start if it is
 * read both ways, since that is the defect then. Undefined if it reads none.
 */
export const usedConfigs = onceInCluster((workload: Workload, manifests): readonly UsedConfig[] | undefined => {
  const find = configFinder(manifests);
  const used = new Map<string, UsedConfig>();
  for (const reference of configReferencesOf(workload.object).filter(({ read }) => read !== 'never')) {
    const found = find(workload, reference);
    if (!found || found.isFilledLater || isMadeOnce(found.object) || RENEWED_TYPES.includes(found.type)) { continue; }
    const key = keyOf(reference.kind, reference.name);
    const isFrozen = reference.read === 'at start';
    const known = used.get(key);
    if (!known || (isFrozen && !known.isFrozen)) {
      used.set(key, { ...reference, isFrozen, ...safetyOf(found, workload, manifests) });
    }
  }
  return used.size === 0 ? undefined : [...used.values()];
});

function safetyOf({ object, immutable }: ConfigObject, workload: Workload, manifests: ManifestSet): Pick<UsedConfig, 'isSafe' | 'isConstruct' | 'fixed'> {
  const isConstruct = isConstructName(object.name, manifests);
  const isNamed = isVersioned(object.name) && !isConstruct;
  const isSafe = immutable || isNamed || checksumsOf(workload.object).size > 0 || isReloaded(workload.object, object);
  return { isConstruct, isSafe, fixed: fixedNameOf(object, manifests) };
}
