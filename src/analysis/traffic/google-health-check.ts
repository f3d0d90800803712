import { annotationOf } from './load-balancer';
import { ManifestObject, ManifestSet, Path, rootOf, Service, stringAt } from '../../manifests';
import { providersOf } from '../references/providers';
import { targetKey } from '../references/reference';

export interface GoogleHealthCheck {
  readonly config: ManifestObject;
  readonly path: Path;
  readonly value: string;
}

const REQUEST_PATH: Path = ['spec', 'healthCheck', 'requestPath'];

/** The health check of a Google Cloud load balancer for the pods of a Service; if none is configured, it uses the path of the readiness probe. */
export function googleHealthCheckOf({ object }: Service, manifests: ManifestSet): GoogleHealthCheck | 'inferred' | 'unknown' {
  const config = backendConfigOf(object, manifests);
  if (typeof config === 'string') { return config === 'none' ? 'inferred' : 'unknown'; }
  const value = stringAt(rootOf(config.json), REQUEST_PATH);
  return value === undefined ? 'inferred' : { config, path: REQUEST_PATH, value };
}

/** The BackendConfig of a Service, as far as the manifests have it. */
export function backendConfigOf(object: ManifestObject, manifests: ManifestSet): ManifestObject | 'none' | 'unknown' {
  const named = annotationOf(object, 'cloud.google.com/backend-config') ?? annotationOf(object, 'beta.cloud.google.com/backend-config');
  if (named === undefined) { return 'none'; }
  const name = /"default"\s{0,9}:\s{0,9}"([^"]{1,253})"/.exec(named)?.[1];
  return (name === undefined ? undefined : providersOf(manifests, targetKey('cloud.google.com/BackendConfig', object.namespace, name)).at(-1)) ?? 'unknown';
}
