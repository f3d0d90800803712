import { writerOf } from '../../../analysis/traffic/certificates';
import { mayHaveForeignServices } from '../../../analysis/traffic/foreign-pods';
import { ForeignReference, foreignReferences, grantsFor, grantsIn, needKey } from '../../../analysis/traffic/reference-grants';
import { serviceNamed } from '../../../analysis/traffic/services-by-name';
import { groupedBy, ManifestSet } from '../../../manifests';
import { shorten } from '../../../text';
import { AddedObject, edited, Fix } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';
import { referenceInWords, refusalInWords } from '../../wording/foreign-references';

const ROUTE = (granted: string): string => `
apiVersion: v1
kind: Service
metadata: { name: help, namespace: support }
spec: { selector: { app: help }, ports: [{ port: 80 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: routes, namespace: support }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }], to: [{ group: '', kind: Service, name: ${granted} }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: help }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: help, namespace: support, port: 80 }] }] }
`;

export const referenceNotGranted: Rule = {
  id: 'reference-not-granted',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Reference to another namespace without a ReferenceGrant',
  impact: 'Requests that the route sends there get status 500; a listener without its certificate refuses connections.',
  why: 'A namespace decides which objects may refer to its Services and Secrets. If no ReferenceGrant of that namespace names the kind and the namespace of a route or a Gateway, the reference is ignored.',
  fix: 'Add a ReferenceGrant to the namespace of the Service or the Secret.',
  reference: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  examples: { failing: ROUTE('search'), passing: ROUTE('help') },
  judge: manifests => {
    const judged = foreignReferences(manifests).filter(reference => isHere(reference, manifests));
    return [...groupedBy(judged, ({ from }) => [from])].map(([object, references]): RuleResult => {
      const missing = references.filter(reference => grantsFor(manifests, reference).length === 0);
      return {
        object,
        violations: [...groupedBy(missing, reference => [needKey(reference)]).values()]
          .map(([first]) => violationOf(first, manifests)),
      };
    });
  },
};

// Only if the target is in the manifests are the other objects of its namespace expected there too.
function isHere({ kind, namespace, name }: ForeignReference, manifests: ManifestSet): boolean {
  if (mayHaveForeignServices(manifests, namespace)) { return false; }
  return (kind === 'Service' ? serviceNamed(manifests, namespace, name) : writerOf(manifests, namespace, name)) !== undefined;
}

function violationOf(reference: ForeignReference, manifests: ManifestSet): Violation {
  const { namespace, path } = reference;
  const [allowed, refusal] = [referenceInWords(reference), refusalInWords(reference)];
  return grantsIn(manifests, namespace).length > 0 ? {
    path,
    message: `No ReferenceGrant of namespace ${shorten(namespace)} lets ${allowed}: ${refusal}.`,
    ...fixOf(reference),
  } : {
    path,
    severity: 'warning',
    message: `The manifests have no ReferenceGrant of namespace ${shorten(namespace)} that lets ${allowed}: unless one exists elsewhere, ${refusal}.`,
    ...fixOf(reference),
  };
}

function fixOf({ from, kind, namespace, name }: ForeignReference): Fix {
  const grant: AddedObject = {
    // Clusters serve v1 of it only since Gateway API 1.5.
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: { name: `${from.namespace}.${from.name}.${name}`, namespace },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: from.kind, namespace: from.namespace }],
      to: [{ group: '', kind, name }],
    },
  };
  return edited([{ path: [], value: grant }], {
    so: `in namespace ${namespace}`,
    byHand: `that namespace ${namespace} is meant to allow it, and that no ReferenceGrant elsewhere does`,
  });
}
