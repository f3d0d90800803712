import { DEFAULT_RULE } from '../../intent/api-versions';
import { Api, Version } from '../planning/api';
import { rulesOf, VersionRule } from '../planning/rules';

/** An API of a chart, and its path in it. */
export interface Neighbour {
  readonly path: string;
  readonly api: Api;
  readonly versions: readonly Version[];
}

/** Rules of two APIs that match the same requests: which of the two gets them depends on which route is older. */
export function overlapWith(own: Neighbour, others: readonly Neighbour[]): string[] {
  const taken = new Set(rulesOf(own.api, own.versions).map(requestsOf));
  return others.filter(({ api }) => shareGate(own.api, api)).flatMap(({ path, api, versions }) => {
    const both = rulesOf(api, versions).find(rule => taken.has(requestsOf(rule)));
    return both ? [`'host' is ${JSON.stringify(own.api.host)}, and ${path} routes ${inWords(both)} as well. Allowed: each request in one API of a chart. `
      + 'Which of the two answers depends on which route is older: clients get the other API. '
      + `Remedy: give one of the two another 'basePath' or 'host'${both.name === DEFAULT_RULE ? ", or leave out one 'defaultVersion'" : ''}.`] : [];
  });
}

// Requests to one Gateway, listener or Ingress controller do not reach another one.
function gateOf({ router, namespace }: Api): string {
  if (router.kind === 'ingress') { return JSON.stringify([router.options.className]); }
  const { gateway, gatewayNamespace = namespace } = router.options;
  return JSON.stringify([gatewayNamespace, gateway]);
}

function shareGate(one: Api, other: Api): boolean {
  const [some, others] = [one, other].map(({ router }) => router.kind === 'httpRoute' ? router.options.sectionName : undefined);
  return gateOf(one) === gateOf(other) && (some === undefined || others === undefined || some === others);
}

function requestsOf({ host, path, header }: VersionRule): string {
  return JSON.stringify([host, path, header?.name.toLowerCase(), header?.value]);
}

function inWords({ host, path, header }: VersionRule): string {
  return `${host}${path}${header ? ` with ${header.name}: ${header.value}` : ''}`;
}
