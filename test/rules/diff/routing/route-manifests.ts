import { ManifestSet } from '../../../../src/manifests';
import { ClusterProfile, Violation } from '../../../../src/rules';
import { Update, updateOf, UpdateRule } from '../../../../src/rules/diff';
import { releaseManifests } from '../../../../src/rules/diff/apply-recipe';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { comparesForTests } from '../../../contracts/comparing';
import { TARGET } from '../../check/judging';
import { updateBetween } from '../updating';

interface IngressOptions {
  readonly name?: string;
  readonly className?: string;
  readonly service?: string;
  readonly spec?: string;
  readonly annotations?: string;
}

/** One path of an Ingress: `host/path`, or `=host/path` for exactly this path. */
export function ingress(paths: readonly string[], more: IngressOptions = {}): string {
  const { name = 'web', className = 'traefik', service: backend = 'web', spec = '', annotations = '' } = more;
  const rules = paths.map(text => {
    const [, exact, host, path] = /^([=~]?)([^/]*)(.*)$/.exec(text)!;
    const inexact = exact === '~' ? 'ImplementationSpecific' : 'Prefix';
    const type = exact === '=' ? 'Exact' : inexact;
    return `{ ${host === '' ? '' : `host: '${host}', `}http: { paths: [{ path: '${path}', pathType: ${type}, backend: { service: { name: ${backend}, port: { number: 80 } } } }] } }`;
  });
  return document(`apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec: { ${className === '' ? '' : `ingressClassName: ${className}, `}rules: [${rules.join(', ')}]${spec} }`);
}

export function httpRoute(
  hosts: readonly string[],
  rules: string,
  more: { readonly name?: string; readonly parents?: string; readonly annotations?: string } = {},
): string {
  const { name = 'web', parents = '{ name: public }', annotations = '' } = more;
  return document(`apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec: { parentRefs: [${parents}], hostnames: ${JSON.stringify(hosts)}, rules: [${rules}] }`);
}

interface VersionsOptions {
  readonly name?: string;
  /** The announcements of the route: from `v1` to `current` or to its retirement. */
  readonly says?: Readonly<Record<string, string>>;
  /** The default version. */
  readonly byDefault?: string;
  readonly by?: string;
}

/** A route of API versions with these rules, each as `/v1: orders-v1`, or `: orders-v1` for requests that name no version. */
export function versions(rules: readonly string[], { name = 'orders', says = {}, byDefault, by }: VersionsOptions = {}): string {
  const annotations = [
    ...Object.entries(says).map(([version, text]) => `cdk8s-zero-downtime/version.${version}: ${text}`),
    ...byDefault === undefined ? [] : [`cdk8s-zero-downtime/default-version: ${byDefault}`],
    ...by === undefined ? [] : [`cdk8s-zero-downtime/version-by: ${by}`],
  ].join(', ');
  const written = rules.map(rule => {
    const [path, backends] = rule.split(': ');
    const all = backends.split(' + ').map(backend => `{ name: ${backend.replace(/ (\d+)$/, ', weight: $1')}, port: 80 }`);
    return `{ ${path === '' ? '' : `matches: [{ path: { type: PathPrefix, value: ${path} } }], `}backendRefs: [${all.join(', ')}] }`;
  });
  return httpRoute(['api.example.com'], written.join(', '), { name, annotations });
}

/** A Deployment and its Service. */
export function app(name: string, replicas: number = 3, image: string = name): string {
  return deployment(name, replicas, image) + service(name);
}

export function deployment(name: string, replicas: number = 3, image: string = 'app'): string {
  return document(`apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { replicas: ${replicas}, selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: "${image}:1" }] } } }`);
}

export function service(name: string, selected: string = name): string {
  return document(`apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${selected} }, ports: [{ port: 80 }] }`);
}

export function document(yaml: string): string {
  return `---\n${yaml}\n`;
}

/** A cluster without routes. */
export const NOTHING = document('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: other, namespace: shop }');

export interface Found extends Pick<Violation, 'message' | 'fix' | 'path' | 'severity'> {
  /** The name of the object of the finding. */
  readonly on: string;
  readonly recipe?: string;
}

/** The findings of a rule about a step. Its recipes are followed: none of their steps may have a violation above info. */
export function found(rule: UpdateRule, before: string, after: string, profile: Partial<ClusterProfile> = {}): Found[] {
  const update = updateBetween(before, after);
  const verdicts = rule.judge(update, { ...TARGET, ...profile });
  return verdicts.flatMap(({ object, violations }) => violations.map(({ message, fix, path, severity, recipe }): Found => {
    let running: ManifestSet = update.before;
    for (const release of recipe ?? []) {
      const step: Update = between(running, releaseManifests(update, release));
      const again = rule.judge(step, { ...TARGET, ...profile }).filter(verdict => verdict.object.name === object.name)
        .flatMap(verdict => verdict.violations);
      expect(again.filter(violation => violation.severity !== 'info')).toEqual([]);
      running = step.after;
    }
    return { message, fix, path, severity, on: object.name, recipe: recipe && recipeInWords(recipe) };
  }));
}

function between(before: ManifestSet, after: string): Update {
  const next = updateBetween(after, after).after;
  return updateOf(before, next, comparesForTests);
}

export function judges(rule: UpdateRule, before: string, after: string, profile: Partial<ClusterProfile> = {}): boolean {
  return rule.judge(updateBetween(before, after), { ...TARGET, ...profile }).length > 0;
}
