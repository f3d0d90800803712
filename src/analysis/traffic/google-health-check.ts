import { annotationOf } from './load-balancer';
import { keyOf, ManifestObject, ManifestSet, Path, rootOf, Service, stringAt } from '../../manifests';
import { perCluster } from '../memoize';

export interface GoogleHealthCheck {
  readonly config: ManifestObject;
  readonly path: Path;
  readonly value: string;
}

const REQUEST_PATH: Path = ['spec', 'healthCheck', 'requestPath'];

const backendConfigs = perCluster(({ objects }) => new Map(objects.filter(({ kind }) => kind === 'BackendConfig')
  .map(object => [keyOf(object.namespace, object.name), object])));

/** The health check of a Google Cloud load balancer for the pods of a Service; if none is configured, it uses the path of the readiness probe. */
export function googleHealthCheckOf({ object }: Service, manifests: ManifestSet): GoogleHealthCheck | 'inferred' | 'unknown' {
  const named = annotationOf(object, 'cloud.google.com/backend-config') ?? annotationOf(object, 'beta.cloud.google.com/backend-config');
  if (named === undefined) { return 'inferred'; }
  const name = /"default"\s{0,9}:\s{0,9}"([^"]{1,253})"/.exec(named)?.[1];
  const config = name === undefined ? undefined : backendConfigs(manifests).get(keyOf(object.namespace, name));
  if (!config) { return 'unknown'; }
  const value = stringAt(rootOf(config.json), REQUEST_PATH);
  return value === undefined ? 'inferred' : { config, path: REQUEST_PATH, value };
}
