import { isSameJson, ManifestObject, Path, rootOf, Service, showPath, stringAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { capitalize, shorten } from '../../../text';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { STICKINESS, Stickiness } from './service-stickiness';
import { UpdateRule } from '../update-rule';

const PATH: Path = ['spec', 'sessionAffinity'];
const STORE = 'sessions are in a store that all pods share';

export const sessionAffinityChanged: UpdateRule = {
  id: 'session-affinity-changed',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'sessionAffinity changed',
  impact: 'Users lose the state in their pod: sessions, uploads, half-filled forms.',
  why: 'Nodes and routers forget at once which client belongs to which pod, and send each new connection to any pod.',
  fix: 'Keep sessions in a store that all pods share first, and change sessionAffinity, or the cookie of a router, in a later release.',
  reference: 'https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity',
  examples: {
    before: `
kind: Service
metadata: { annotations: { cdk8s-zero-downtime/acknowledge.session-affinity-client-ip: sessions are kept in pods } }
spec: { sessionAffinity: ClientIP }
`,
    unsafe: `
kind: Service
spec: { sessionAffinity: None }
`,
    safe: `
kind: Service
spec: { sessionAffinityConfig: { clientIP: { timeoutSeconds: 3600 } } }
`,
  },
  judge: update => [
    ...update.services.kept.flatMap((kept): RuleResult[] => {
      const violations = [ofService(kept), ofRouter('Service', objectsOf(kept))];
      if (violations.every(found => found === undefined)) { return []; }
      return [{ object: kept.after.object, violations: violations.flatMap(found => found ?? []) }];
    }),
    // With another router, affinity changes anyway.
    ...update.routes.kept
      .filter(({ before, after }) => isSameJson(before.routers, after.routers))
      .flatMap((kept): RuleResult[] => {
        const violations = ofRouter('Ingress', objectsOf(kept));
        return violations ? [{ object: kept.after.object, violations }] : [];
      }),
  ],
};

function objectsOf({ before, after }: Change<{ readonly object: ManifestObject }>): Change<ManifestObject> {
  return { before: before.object, after: after.object };
}

function ofService({ before, after }: Change<Service>): Violation[] | undefined {
  if (before.headless || after.headless || Object.keys(after.selector).length === 0) { return undefined; }
  const [old, next] = [before, after].map(affinityOf);
  if (old === next) { return []; }
  return [{
    path: PATH,
    ...old === 'ClientIP' ? {
      message: 'The Service no longer keeps clients on their pod: as soon as the release is applied, each new connection is sent to any pod, which does not know the client.',
    } : {
      severity: 'info' as const,
      message: 'From this release on, the Service keeps each client on one pod: all clients behind one address load the same pod.',
    },
    fix: `Leave ${showPath(PATH)} at ${old}${old === 'ClientIP' ? ` until ${STORE}` : ', and keep sessions in a store that all pods share'}.`,
    recipe: [{ edits: [set(after.object, PATH, stringAt(rootOf(before.object.json), PATH))] }],
  }];
}

function affinityOf({ object }: Service): string {
  return stringAt(rootOf(object.json), PATH) || 'None';
}

/** The change of the cookies by which a router finds the pod of a client; undefined without cookies. */
function ofRouter(kind: Stickiness['kind'], { before, after }: Change<ManifestObject>): Violation[] | undefined {
  const found = STICKINESS.filter(sticky => sticky.kind === kind
    && after.kind === kind
    && (sticky.isOn(before) || sticky.isOn(after)));
  return found.length === 0 ? undefined : found.flatMap(sticky => cookieViolation(sticky, before, after));
}

function cookieViolation({ router, keys, isOn, cookie }: Stickiness, before: ManifestObject, after: ManifestObject): Violation[] {
  const [was, is] = [isOn(before), isOn(after)];
  const [old, now] = [cookie(before), cookie(after)];
  if (was === is && old === now) { return []; }
  const changed = keys.filter(key => annotationOf(before, key) !== annotationOf(after, key));
  const path = pathOf(was === is ? changed[0] : keys[0]);
  const recipe = [{ edits: changed.map(key => set(after, pathOf(key), annotationOf(before, key))) }];
  if (!was) {
    return [{
      path,
      severity: 'info',
      message: `From this release on, ${router} keeps each client on one pod: when a pod is replaced, its clients lose their sessions.`,
      fix: `Leave ${showPath(path)} as it was, and keep sessions in a store that all pods share.`,
      recipe,
    }];
  }
  const named = (name: string | undefined): string => name === undefined ? 'a generated name' : shorten(name);
  return [{
    path,
    message: is
      ? `${capitalize(router)} looks for the cookie ${named(now)} instead of ${named(old)}, which no client has yet: as soon as the release is applied, each client is sent to any pod, which does not know it.`
      : `${capitalize(router)} no longer keeps clients on their pod: as soon as the release is applied, each request is sent to any pod, which does not know the client.`,
    fix: `Leave ${showPath(path)} as it was until ${STORE}.`,
    recipe,
  }];
}

function annotationOf({ annotations }: ManifestObject, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

function pathOf(key: string): Path {
  return ['metadata', 'annotations', key];
}
