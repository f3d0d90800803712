import { foreignReferences, ForeignReference, grantsFor, needKey } from '../../../analysis/traffic/reference-grants';
import { serviceNamed } from '../../../analysis/traffic/services-by-name';
import { ManifestObject } from '../../../manifests';
import { RuleResult } from '../../../rules';
import { shorten } from '../../../text';
import { referenceInWords, refusalInWords } from '../../wording/foreign-references';
import { keepPrevious, retain } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';
import { counterparts } from './service-steps';

const HELP = `
apiVersion: v1
kind: Service
metadata: { name: help, namespace: support }
spec: { selector: { app: help }, ports: [{ port: 80 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: help }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: help, namespace: support, port: 80 }] }] }
---`;

const GRANT = (target: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: routes, namespace: support }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }], to: [{ group: '', kind: Service${target} }] }
`;

export const referenceGrantRemoved: UpdateRule = {
  id: 'reference-grant-removed',
  severity: 'error',
  title: 'ReferenceGrant removed or narrowed while still needed',
  impact: 'As soon as the release is applied, requests of the route get status 500, and a listener that loses its certificate refuses connections.',
  why: 'Routers check at once whether a namespace still allows a reference from another one. Without a ReferenceGrant they send no requests to its Service, although its pods run.',
  fix: 'Remove the ReferenceGrant a release after the last reference that needs it.',
  reference: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  examples: { before: HELP + GRANT(''), unsafe: GRANT(', name: search'), safe: GRANT(', name: help') },
  judge: update => grantsThatWereNeeded(update).map(([grant, references]): RuleResult => {
    const after = counterparts(update).afterOf.get(grant);
    const lost = references.filter(reference => grantsFor(update.after, reference).length === 0);
    const subject = `ReferenceGrant ${shorten(grant.name)} of namespace ${shorten(grant.namespace ?? '')}`;
    return {
      object: after ?? grant,
      violations: lost.map(reference => ({
        path: after ? ['spec'] : ['metadata', 'name'],
        message: `${subject} ${after ? 'no longer lets' : 'is removed and no longer lets'} ${referenceInWords(reference)}: as soon as the release is applied, ${refusalInWords(reference)}.`,
        fix: `Keep it until ${reference.from.kind} ${shorten(reference.from.name)} no longer refers to ${reference.kind} ${shorten(reference.name)}.`,
        recipe: [{ edits: [after ? keepPrevious(after) : retain(grant)] }],
      })),
    };
  }),
};

/** Each ReferenceGrant before the update, with the remaining references that it allowed; of several grants, the first. */
function grantsThatWereNeeded(update: Update): [ManifestObject, ForeignReference[]][] {
  const { afterOf } = counterparts(update);
  const later = new Set(foreignReferences(update.after).map(reference => placeKey(reference.from, reference)));
  const found = new Map<ManifestObject, ForeignReference[]>();
  const seen = new Set<string>();
  for (const reference of foreignReferences(update.before)) {
    const from = afterOf.get(reference.from);
    const [grant] = grantsFor(update.before, reference);
    if (!from || !grant || !later.has(placeKey(from, reference)) || isServiceGone(reference, update)) { continue; }
    const key = placeKey(from, reference);
    if (seen.has(key)) { continue; }
    seen.add(key);
    found.set(grant, [...found.get(grant) ?? [], reference]);
  }
  return [...found];
}

function placeKey(from: ManifestObject, reference: ForeignReference): string {
  return JSON.stringify([from.name, needKey({ ...reference, from }), reference.listener ?? null]);
}

// Other rules report the removal of a Service.
function isServiceGone({ kind, namespace, name }: ForeignReference, { before, after }: Update): boolean {
  return kind === 'Service' && serviceNamed(before, namespace, name) !== undefined && serviceNamed(after, namespace, name) === undefined;
}
