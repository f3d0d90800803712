import { isOtherVersions } from './other-versions';
import { PathBackend, pathInWords, pathsOf, RoutePath, sameIn } from './route-paths';
import { routesAsNow } from './routes-as-now';
import { apiRoute, versionRule, withRules } from './version-examples';
import { versionNamed, versionsRouted, versionsServed } from '../../../analysis/traffic/api-versions';
import { isHttpRoute, showPath } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { listWords, shorten } from '../../../text';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const versionBackendSwitched: UpdateRule = {
  id: 'version-backend-switched',
  severity: 'error',
  title: 'API version sent to the Service of another version',
  impact: 'Clients of one version get the contract of another as soon as the release is applied, and fail on responses that they do not understand.',
  why: 'The rule of a version names a Service that only served other versions before. Its pods respond, so neither probes nor status codes show the mistake.',
  fix: 'Leave the rule of a version with its own Service until its sunset. If the pods support both versions, acknowledge this finding with that reason.',
  reference: 'https://gateway-api.sigs.k8s.io/guides/http-routing/',
  examples: {
    before: apiRoute(),
    unsafe: withRules(versionRule('v1', 'web'), versionRule('v2', 'web')),
    safe: withRules(versionRule('v1', 'web-v1'), versionRule('v2', 'web'), versionRule('v3', 'web')),
  },
  judge: (update, profile) => update.after.routes
    .filter(route => isHttpRoute(route) && versionsRouted(route).size > 0)
    .map((route): RuleResult => {
      const found = pathsOf(route).flatMap(path => path.backends
        .filter(backend => isOtherVersions(backend, path, update, profile))
        .map(backend => violationOf(backend, path, update)));
      const violations = [...new Map(found.map(violation => [showPath(violation.path), violation])).values()];
      return { object: route.object, violations };
    }),
};

function violationOf(backend: PathBackend, path: RoutePath, update: Update): Violation {
  const before = sameIn(update.before, path);
  const others = listWords([...versionsServed(update.before, backend)].map(version => shorten(version)));
  const from = listWords([...new Set(before.flatMap(({ backends }) => backends.map(({ service }) => shorten(service))))]);
  const version = shorten(versionNamed(path)!);
  return {
    path: backend.at,
    message: `Requests to ${pathInWords(path)} move from Service ${from} to ${shorten(backend.service)}, which only served ${others} before: `
      + `clients of ${version} get the contract of ${others}.`,
    fix: `Leave ${showPath(backend.at)} as it is until the sunset of ${version}. If the pods of Service ${shorten(backend.service)} also support ${version}, acknowledge this finding with that reason.`,
    recipe: [{ edits: routesAsNow(path.route, before, update) }],
  };
}
