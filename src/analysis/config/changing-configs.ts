import { isConstructName, isVersioned } from './generated-names';
import { configFinder, ConfigKind, ConfigReference, configReferences } from './references';
import { restartsWith } from './restarts';
import { ManifestSet, Workload } from '../../manifests';

/** A ConfigMap or Secret of the files that a Deployment reads. */
export interface UsedConfig extends ConfigReference {
  /** A new content comes under a new name, or restarts the pods. */
  readonly isSafe: boolean;
  readonly isConstruct: boolean;
}

/** Renewed by a controller while the pods run; a change of these is no release. */
const RENEWED_TYPES = ['kubernetes.io/tls', 'kubernetes.io/service-account-token'];

/**
 * What a Deployment reads of the ConfigMaps and Secrets in the files, each once: as it is read at the start if it is
 * read both ways, for that is then what goes wrong. Undefined if it reads none.
 */
export function changingConfigs(workload: Workload, manifests: ManifestSet): UsedConfig[] | undefined {
  const find = configFinder(manifests);
  const used = new Map<string, UsedConfig>();
  for (const reference of configReferences(workload)) {
    const found = find(workload, reference);
    const key = `${reference.kind} ${reference.name}`;
    if (!found || RENEWED_TYPES.includes(found.type) || (used.has(key) && !reference.isFrozen)) { continue; }
    if (used.get(key)?.isFrozen) { continue; }
    const isConstruct = isConstructName(reference.name, workload);
    const isSafe = found.immutable || (isVersioned(reference.name) && !isConstruct) || restartsWith(workload, reference);
    used.set(key, { ...reference, isSafe, isConstruct });
  }
  return used.size === 0 ? undefined : [...used.values()];
}

/** What to write so that a new content comes with new pods. */
export function hashedName(kind: ConfigKind, path: string): string {
  return `Set ${path} to a name that ends with a hash of the content, and give the ${kind} that name and immutable true`;
}

export const FAILING_CONFIG = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config }
data: { LOG_LEVEL: info }
`;

export const PASSING_CONFIG = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config-5h2m9k4d7t }
immutable: true
data: { LOG_LEVEL: info }
`;
