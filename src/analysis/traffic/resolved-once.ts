import { serviceNamed } from './services-by-name';
import { keysAt, ManifestObject, ManifestSet, Path, rootOf, Service, stringAt, Workload } from '../../manifests';
import { configFinder } from '../config/config-objects';
import { configReferencesOf } from '../config/references';
import { runningContainers } from '../pod/containers';
import { isNamed } from '../pod/image-reference';

/** A Service whose name nginx resolves only once: for a headless one, to the addresses of its pods. */
export interface ResolvedOnce {
  readonly host: string;
  readonly service: Service;
  /** The ConfigMap that names it, and the path there. */
  readonly config: ManifestObject;
  readonly path: Path;
}

const NGINX = ['nginx', 'nginx-unprivileged', 'openresty'];
const HOST = '([a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)\\.?(?::\\d{1,5})?';
const SERVER = new RegExp(`^server\\s+${HOST}(?:\\s+(?!.*\\bresolve\\b).*)?$`);
const PASS = new RegExp(`^(?:proxy|grpc|fastcgi|uwsgi|scgi)_pass\\s+(?:[a-z]+://)?${HOST}(?:/.*)?$`);
const UPSTREAM = /(?:^|\s)upstream\s+([\w.-]{1,253})\s*\{/g;

/** The number of characters of a configuration that are read. */
const LONGEST = 100_000;

/**
 * The Services to which the nginx of a workload sends by a name that it resolves only at its start. nginx resolves a host in a
 * variable, or one with `resolve`, again and again.
 */
export function resolvedOnce(workload: Workload, manifests: ManifestSet): ResolvedOnce[] {
  if (!runningContainers(workload).some(({ image }) => isNamed(image, NGINX))) { return []; }
  const find = configFinder(manifests);
  const configs = new Set(configReferencesOf(workload.object).filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(reference => find(workload, reference)?.object ?? []));
  const of = new Map<ManifestObject, ReadonlyMap<string, string[]>>([...configs].map(config => [config, hostsIn(config)]));
  return [...of].flatMap(([config, keys]) => [...keys].flatMap(([key, hosts]) => hosts.flatMap((host): ResolvedOnce[] => {
    const service = serviceOf(host, workload, manifests);
    return service ? [{ host, service, config, path: ['data', key] }] : [];
  })));
}

function hostsIn({ json }: ManifestObject): ReadonlyMap<string, string[]> {
  const root = rootOf(json);
  return new Map(keysAt(root, ['data']).map(key => [key, hostsOf((stringAt(root, ['data', key]) ?? '').slice(0, LONGEST))]));
}

function hostsOf(text: string): string[] {
  const plain = text.replace(/(?:^|\s)#.*/g, '');
  const upstreams = new Set([...plain.matchAll(UPSTREAM)].map(([, name]) => name));
  return [...new Set(plain.split(/[;{}]/).flatMap(statement => {
    const words = statement.trim().replace(/\s+/g, ' ');
    const passed = PASS.exec(words)?.[1];
    const host = SERVER.exec(words)?.[1] ?? (passed !== undefined && upstreams.has(passed) ? undefined : passed);
    return host ?? [];
  }))];
}

function serviceOf(host: string, { namespace }: Workload, manifests: ManifestSet): Service | undefined {
  const [name, around, ...rest] = host.split('.');
  return rest.length === 0 || rest.join('.') === 'svc' || rest.join('.') === 'svc.cluster.local' ? serviceNamed(manifests, around ?? namespace, name) : undefined;
}
