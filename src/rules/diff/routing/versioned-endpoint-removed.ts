import { removedPathsRule, takenMessage } from './removed-routes';
import { LostPath } from './route-lost-paths';
import { daysBetween, retirementOf, versionNamed } from '../../../analysis/traffic/api-versions';
import { VERSION_KEYS } from '../../../intent/api-versions';
import { intentPath, showPath } from '../../../manifests';
import { countOf, shorten } from '../../../text';

export const versionedEndpointRemoved = removedPathsRule({
  id: 'versioned-endpoint-removed',
  severity: 'error',
  otherSeverities: ['info'],
  title: 'Route of an API version removed',
  impact: 'All clients of that version fail until each of them has been changed and released.',
  why: 'A version in an address or a header is a promise to keep it. Its clients are not released together with the service, so they need time until an announced day. '
    + 'That day is read from the annotation cdk8s-zero-downtime/version.v1 that the route has now; an announcement in the same release has not reached any client.',
  fix: 'Announce the day first, in the annotation of the version, and remove the rule in a release on that day or later. If clients were told by other means, acknowledge this finding with the day as the reason.',
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
      message: `${whatHappens(path, words, version)} The announced sunset is ${retirement.sunset}, ${countOf(left, 'day')} from today.`,
      fix: `Keep the rule for ${words} until ${retirement.sunset}, and remove it in a release on that day or later.`,
    };
  },
  // A removed address is an error that clients understand; a header is only ignored.
  sayRetired: (path, words, { today }) => {
    if (today === undefined || path.taker === undefined || path.route.versions?.by.kind !== 'header') { return undefined; }
    const version = shorten(versionNamed(path)!);
    return {
      message: `${whatHappens(path, words, version)} Its sunset has come, but the remaining clients get no error, only responses that they do not understand.`,
      fix: `Make sure that clients no longer ask for ${version}, or refuse it in the pods of Service ${shorten(path.taker)}.`,
    };
  },
});

function whatHappens({ taker, route }: LostPath, words: string, version: string): string {
  if (taker === undefined) { return `No rule routes ${words} after this release: clients of ${version} get 404 as soon as it is applied.`; }
  return route.versions ? `Only a wider rule still routes ${words}: as soon as the release is applied, clients of ${version} get the contract of Service ${shorten(taker)}.`
    : takenMessage(taker, words);
}

function announceFirst(words: string, version: string): string {
  const annotation = showPath(intentPath(`${VERSION_KEYS.version}${version}`));
  return `Announce first: keep the rule for ${words}, and write "deprecated=<day> sunset=<day>" to ${annotation} of the route; from the sunset on, the rule can be removed. `
    + 'If clients were told by other means, write the day as the reason into metadata.annotations[\'cdk8s-zero-downtime/acknowledge.versioned-endpoint-removed\'] of the route or of its Deployment.';
}
