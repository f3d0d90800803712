import { MissingCertificate, missingCertificates } from '../../../analysis/traffic/certificates';
import { isGateway, ManifestObject } from '../../../manifests';
import { shorten } from '../../../text';
import { Violation } from '../../rule';
import { displayName } from '../../wording/objects';
import { objectRule } from '../object-rule';

const EXAMPLE = (secret: string): string => `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop }
spec: { secretName: shop-tls, dnsNames: [shop.example.com], issuerRef: { name: public } }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: partner }
spec: { secretName: partner-tls, dnsNames: [partner.example.com], issuerRef: { name: public } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public }
spec: { gatewayClassName: envoy, listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }, { name: ${secret} }] } }] }
`;

export const listenerCertificateNotFound = objectRule({
  id: 'listener-certificate-not-found',
  severity: 'warning',
  title: 'Gateway listener with a certificate that does not exist',
  impact: 'Connections to all hosts of the listener are refused, including those whose certificate exists.',
  why: 'If a Secret in certificateRefs does not exist, implementations such as kgateway reject the whole listener; others serve it without that certificate.',
  fix: 'Refer to the Secret when it exists, or give each host a listener of its own.',
  reference: 'https://gateway-api.sigs.k8s.io/guides/tls/#listeners-and-tls',
  examples: { failing: EXAMPLE('other-tls'), passing: EXAMPLE('partner-tls') },
  judge: (object, _profile, manifests) => isGateway(object)
    ? missingCertificates(object, manifests).map(missing => violationOf(object, missing)) : undefined,
});

function violationOf(gateway: ManifestObject, { at, secret, path, others }: MissingCertificate): Violation {
  return {
    path,
    message: `Nothing in the manifests writes Secret ${shorten(secret)} of listener ${shorten(at)}, unlike its Secret ${shorten(others[0])}: `
      + 'unless it exists elsewhere, the listener may be rejected, and all its hosts cannot be reached.',
    fix: `Add Secret ${shorten(secret)}, or a Certificate that writes it, before ${displayName(gateway)} refers to it.`,
  };
}
