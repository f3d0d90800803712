import { displacing, retainedBackends } from './removed-routes';
import { coveringIn, pathsOf, RoutePath } from './route-paths';
import { addressesOf, Router, routersOf, routersServing, serves, ServingRouters } from './route-routers';
import { counterparts } from './service-steps';
import { ManifestObject, Path, rootOf, Route, showPath, valueAt } from '../../../manifests';
import { RuleResult, ClusterProfile, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { distinctEdits, Recipe, retain, set } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const CLASS: Path = ['spec', 'ingressClassName'];
const ANNOTATION: Path = ['metadata', 'annotations', 'kubernetes.io/ingress.class'];
const PARENTS: Path = ['spec', 'parentRefs'];
const UNTIL = 'when DNS has moved all clients to the new address';

export const routeClassChanged: UpdateRule = {
  id: 'route-class-changed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Route moved to another ingressClassName or Gateway',
  impact: 'Clients get 404 from the old router until DNS and all caches have the address of the new one.',
  why: 'The old router drops the route at once. The new one has another address, which clients get only when their cached DNS records expire.',
  fix: 'Leave the route as it is, add a second one for the other router, and remove the first when DNS has moved all clients to the new address.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
  examples: {
    before: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: traefik, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`,
    unsafe: `
kind: Ingress
spec: { ingressClassName: haproxy }
`,
    safe: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web-haproxy }
spec: { ingressClassName: haproxy, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
`,
  },
  judge: (update, profile) => [...ofKept(update, profile), ...ofRemoved(update, profile)],
};

function ofKept(update: Update, profile: ClusterProfile): RuleResult[] {
  const serving = routersServing(routersOf, profile);
  return update.routes.kept.map(({ before, after }) => {
    const now = routersOf(after, update.after, profile);
    const lost = routersOf(before, update.before, profile).filter(router => !serves(now, router));
    const isMoved = lost.length > 0 && isLost(before, lost, update, serving);
    return {
      object: after.object,
      violations: isMoved ? [keptViolation(before, after, lost, now, classPath(after), update)] : [],
    };
  });
}

function ofRemoved(update: Update, profile: ClusterProfile): RuleResult[] {
  const serving = routersServing(addressesOf, profile);
  return update.routes.removed.flatMap((before): RuleResult[] => {
    const lost = addressesOf(before, update.before, profile);
    const next = successorsOf(before, update);
    if (lost.length === 0 || next.length === 0) { return []; }
    const isMoved = isLost(before, lost, update, serving);
    return [{
      object: before.object,
      violations: isMoved ? [removedViolation(before, lost, next[0].route, update, profile)] : [],
    }];
  });
}

function classPath({ object: { kind, json, annotations } }: Route): Path {
  if (kind !== 'Ingress') { return PARENTS; }
  return valueAt(rootOf(json), CLASS) === undefined && Object.hasOwn(annotations, ANNOTATION[2]) ? ANNOTATION : CLASS;
}

/** What serves the paths of a removed route. Where nothing does, another rule reports it. */
function successorsOf(route: Route, { after }: Update): readonly RoutePath[] {
  return pathsOf(route).flatMap(path => coveringIn(after, path).slice(0, 1));
}

/** Whether a router loses a path that only other routers have now, and that they did not have before. */
function isLost(before: Route, lost: readonly Router[], update: Update, serving: ServingRouters): boolean {
  return pathsOf(before).some(path => {
    const now = serving(update.after, path);
    if (!lost.some(router => !serves(now, router)) || coveringIn(update.after, path).length === 0) { return false; }
    const then = serving(update.before, path);
    return !now.some(router => !lost.some(({ key }) => key === router.key) && serves(then, router));
  });
}

function keptViolation(
  before: Route, { object }: Route, lost: readonly Router[], now: readonly Router[], path: Path, update: Update,
): Violation {
  const subject = `${object.kind} ${shorten(object.name)}`;
  if (now.length === 0) {
    return {
      path,
      severity: 'warning',
      message: `${subject} leaves out its class, ${inWords(lost).replace(/^class /, '')}: the default class is set only when an Ingress is created, so its router drops the route unless it serves Ingresses without a class.`,
      fix: `Leave ${showPath(path)} as it is.`,
      recipe: [{ edits: classEdits(before.object, object) }],
    };
  }
  const added = now.filter(({ key }) => !lost.some(router => router.key === key));
  return {
    path,
    message: `${subject} moves from ${inWords(lost)} to ${inWords(added.length > 0 ? added : now)}: the old router drops its routes at once, `
      + 'and clients find the new one only when DNS and their caches have changed.',
    fix: object.kind === 'Ingress'
      ? `Leave ${showPath(path)} as it is, add a second Ingress for ${inWords(now)}, and remove the first ${UNTIL}.`
      : `Keep both in ${showPath(path)} until DNS has moved all clients to the new address.`,
    recipe: object.kind === 'Ingress' ? [{ edits: classEdits(before.object, object) }] : [{ edits: parentEdits(before, object, update), until: UNTIL }, { edits: [] }],
  };
}

function classEdits(before: ManifestObject, after: ManifestObject) {
  return [CLASS, ANNOTATION].filter(path => valueAt(rootOf(before.json), path) !== valueAt(rootOf(after.json), path))
    .map(path => set(after, path, valueAt(rootOf(before.json), path)));
}

function parentEdits({ object: before }: Route, after: ManifestObject, { objects }: Update) {
  const [old, next] = [before, after].map(({ json }) => (valueAt(rootOf(json), PARENTS) ?? []) as unknown[]);
  const written = new Set(next.map(parent => JSON.stringify(parent)));
  const names = new Set(old.map(parent => valueAt(rootOf(parent), ['name'])));
  const gateways = objects.removed.filter(({ kind, name }) => kind === 'Gateway' && names.has(name));
  return [...gateways.map(retain), set(after, PARENTS, [...old.filter(parent => !written.has(JSON.stringify(parent))), ...next])];
}

function removedViolation(
  before: Route,
  lost: readonly Router[],
  next: Route,
  update: Update,
  profile: ClusterProfile,
): Violation {
  const { kind, name } = before.object;
  const others = addressesOf(next, update.after, profile);
  const recipe: Recipe | undefined = counterparts(update).added.has(next.object) && displacing(before, update).length === 0
    ? [
      { edits: distinctEdits([retain(before.object), ...retainedBackends(pathsOf(before), update)]), until: UNTIL },
      { edits: [] },
    ] : undefined;
  return {
    path: before.object.kind === 'Ingress' ? CLASS : PARENTS,
    message: `${kind} ${shorten(name)} is removed, and ${next.object.kind} ${shorten(next.object.name)} serves its paths through ${inWords(others) || 'another router'} `
      + `instead of ${inWords(lost)}: clients find the new address only when DNS and their caches have changed.`,
    fix: `Keep ${kind} ${shorten(name)} beside the other ${UNTIL.replace('when', 'until')}.`,
    recipe,
  };
}

function inWords(routers: readonly Router[]): string {
  return routers.slice(0, 5).map(({ called }) => called).join(', ');
}
