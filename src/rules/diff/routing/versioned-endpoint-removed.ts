import { removedPathsRule, takenMessage } from './removed-routes';
import { LostPath } from './route-lost-paths';
import { daysBetween, retirementOf, versionNamed } from '../../../analysis/traffic/api-versions';
import { VERSION_KEYS } from '../../../intent/api-versions';
import { intentPath, showPath } from '../../../manifests';
import { countOf, shorten } from '../../../text';

export const versionedEndpointRemoved = removedPathsRule({
  id: 'versioned-endpoint-removed',
  severity: 'error',
  title: 'Route of an API version removed',
  impact: 'All clients of that version fail for good, until each of them has been changed and released.',
  why: 'A version in an address, or in a header, is a promise to keep it. Its clients are not released with the service, so they need the time until a day that they were told. '
    + 'That day is read from the annotation cdk8s-zero-downtime/version.v1 that the route has now; an announcement of the same release has reached no client.',
  fix: 'Announce the day first, in the annotation of the version, and remove the rule in a release of that day or later. Where clients were told by other means, accept this finding with the day as the reason.',
  reference: 'https://www.rfc-editor.org/rfc/rfc8594.html',
  examples: {
    before: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: traefik, rules: [{ host: shop.example.com, http: { paths: [{ path: /v1, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`,
    unsafe: `
kind: Ingress
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /v2, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
`,
    safe: `
kind: Ingress
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /v1, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
          - { path: /v2, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
`,
  },
  isMeant: path => versionNamed(path) !== undefined,
  say: (path, words, { today }) => {
    const version = shorten(versionNamed(path)!);
    const retirement = retirementOf(path);
    if (!retirement || today === undefined) {
      return {
        message: `${whatHappens(path, words, version)} No retirement of ${version} was announced before this release.`,
        fix: announceFirst(words, version),
      };
    }
    const left = daysBetween(today, retirement.sunset);
    return {
      message: `${whatHappens(path, words, version)} They were told that it stays until ${retirement.sunset}, which is ${countOf(left, 'day')} from today.`,
      fix: `Keep the rule for ${words} until ${retirement.sunset}, and remove it in a release of that day or later.`,
    };
  },
  // An address that is gone is an error, which clients understand; a header is only ignored.
  sayRetired: (path, words, { today }) => {
    if (today === undefined || path.taker === undefined || path.route.versions?.by.kind !== 'header') { return undefined; }
    const version = shorten(versionNamed(path)!);
    return {
      message: `${whatHappens(path, words, version)} Its sunset has come, but those that are left get no error, only answers that they do not understand.`,
      fix: `Make sure that no client asks for ${version} any more, or let the pods of Service ${shorten(path.taker)} refuse it.`,
    };
  },
});

function whatHappens({ taker, route }: LostPath, words: string, version: string): string {
  if (taker === undefined) { return `Nothing routes ${words} any more: clients of ${version} get 404 from the moment of the release.`; }
  return route.versions ? `Nothing but a wider rule routes ${words} any more: from the moment of the release clients of ${version} get the contract of Service ${shorten(taker)}.`
    : takenMessage(taker, words);
}

function announceFirst(words: string, version: string): string {
  const annotation = showPath(intentPath(`${VERSION_KEYS.version}${version}`));
  return `Announce first: keep the rule for ${words}, and write "deprecated=<day> sunset=<day>" to ${annotation} of the route; from the sunset on the rule can be removed. `
    + 'If clients were told by other means, write the day as the reason to metadata.annotations[\'cdk8s-zero-downtime/acknowledge.versioned-endpoint-removed\'] of the route or of its Deployment.';
}
