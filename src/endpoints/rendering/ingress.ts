import { IngressRouterOptions } from '../choices';
import { VersionRule } from '../planning/rules';

type Json = any;

/** The spec of an Ingress with these rules, host by host. */
export function ingressSpec({ className, tlsSecretName }: IngressRouterOptions, rules: readonly VersionRule[]): Json {
  const hosts = [...new Set(rules.map(({ host }) => host))];
  return {
    ingressClassName: className,
    ...tlsSecretName !== undefined && { tls: [{ hosts, secretName: tlsSecretName }] },
    rules: hosts.map(host => ({ host, http: { paths: rules.filter(rule => rule.host === host).map(renderPath) } })),
  };
}

function renderPath({ path, version: { service: { service, _plan } } }: VersionRule): Json {
  return { path, pathType: 'Prefix', backend: { service: { name: service.name, port: { number: _plan.ports.main.servicePort } } } };
}
