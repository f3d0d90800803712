import { TlsMismatch, tlsMismatches } from '../../../analysis/traffic/destination-tls';
import { isDestinationRule } from '../../../analysis/traffic/mesh-routes';
import { keysAt, ManifestObject, Path, rootOf, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { displayName } from '../../wording/objects';
import { podsOf } from '../../wording/pods';
import { objectRule } from '../object-rule';

const EXAMPLE = (mode: string): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default }
spec: { mtls: { mode: STRICT } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec: { host: web, trafficPolicy: { tls: { mode: ${mode} }, loadBalancer: { simple: LEAST_REQUEST } } }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`;

export const destinationruleTlsMismatch = objectRule({
  id: 'destinationrule-tls-mismatch',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'DestinationRule with a TLS mode that the pods refuse',
  impact: 'The proxies of the pods refuse the connections of the proxies of clients, and every request from the mesh gets 503.',
  why: 'A DestinationRule decides what the proxies of clients send, and a PeerAuthentication what the proxies of pods accept. With STRICT, they accept only connections with a certificate of the mesh, which only mode ISTIO_MUTUAL sends; with DISABLE, they accept none. Without tls, the proxies of clients choose what the pods accept.',
  fix: 'Set the mode to ISTIO_MUTUAL, or leave out tls.',
  reference: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
  examples: { failing: EXAMPLE('DISABLE'), passing: EXAMPLE('ISTIO_MUTUAL') },
  judge: (object, _profile, manifests) => isDestinationRule(object)
    ? tlsMismatches(object, manifests).map(mismatch => violationOf(mismatch, object))
    : undefined,
});

function violationOf(mismatch: TlsMismatch, object: ManifestObject): Violation {
  const { path, mode, refused, isCertain } = mismatch;
  const [{ tls }] = refused;
  const isProxyKnown = isCertain ? '' : ', unless these pods have no proxy';
  const isSigned = mode === 'MUTUAL' ? ', unless the CA of the mesh has signed that certificate' : '';
  return {
    path: [...path, 'mode'],
    severity: isCertain && mode !== 'MUTUAL' ? undefined : 'warning',
    message: `With tls mode ${mode}, the proxies of clients send ${SENT[mode]} to ${receiversOf(mismatch)}, but by ${displayName(tls.policy!)} `
      + `the proxies of the pods accept ${ACCEPTED[tls.mode]}: every such request gets 503${isProxyKnown}${isSigned}.`,
    ...fixOf(mismatch, object),
  };
}

/** `the pods of web at port 80 of Service web`. */
function receiversOf({ refused, isForOthers }: TlsMismatch): string {
  const pods = podsOf([...new Set(refused.map(({ workload }) => workload))]);
  const [{ service, port }] = refused;
  const of = `Service ${shorten(service.object.name)}`;
  return isForOthers ? `${pods} at port ${port.port} of ${of}` : `${pods} by ${of}`;
}

const SENT: Readonly<Record<string, string>> = {
  DISABLE: 'plain text',
  SIMPLE: 'no certificate',
  MUTUAL: 'a certificate that is not of the mesh',
  ISTIO_MUTUAL: 'mutual TLS',
};

const ACCEPTED: Readonly<Record<string, string>> = {
  STRICT: 'only connections with a certificate of the mesh (mode STRICT)',
  DISABLE: 'no mutual TLS (mode DISABLE)',
};

function fixOf({ path, accepted }: TlsMismatch, { json }: ManifestObject): Fix {
  const chosen = 'so that the proxies of clients choose what the pods accept';
  if (!accepted) { return { fix: `Remove ${showPath(removable(path, json))}, ${chosen}.` }; }
  // Settings for other modes, such as credentialName, are refused beside ISTIO_MUTUAL.
  const edit = keysAt(rootOf(json), path).some(key => key !== 'mode') ? { path, value: { mode: accepted } } : { path: [...path, 'mode'], value: accepted };
  return edited([edit], { or: `leave out tls, ${chosen}` });
}

/** A policy without settings is refused. */
function removable(path: Path, json: ManifestObject['json']): Path {
  const around = path.slice(0, -1);
  return keysAt(rootOf(json), around).some(key => key !== 'tls' && key !== 'port') ? path : around;
}
