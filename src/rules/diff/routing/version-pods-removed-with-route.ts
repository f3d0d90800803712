import { RetiredPods, retiredPods } from './retired-pods';
import { retainedService } from './service-steps';
import { apiRoute, versionRule, withRules } from './version-examples';
import { versionsRouted } from '../../../analysis/traffic/api-versions';
import { isRoute } from '../../../manifests';
import { shorten } from '../../../text';
import { RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const versionPodsRemovedWithRoute: UpdateRule = {
  id: 'version-pods-removed-with-route',
  severity: 'warning',
  title: 'Pods or Service of a retired API version removed together with its route',
  impact: 'The last requests of the version get 503 instead of a response, or instead of 404.',
  why: 'It takes some time until a router drops a removed rule. Until then it sends requests to a Service that no longer exists, and requests in flight lose their pods.',
  fix: 'Remove the rule in one release, and the Service and the pods in the next, when requests no longer reach them.',
  reference: 'https://gateway-api.sigs.k8s.io/guides/http-routing/',
  examples: {
    profile: { today: '2026-11-28' },
    before: apiRoute({ v1: 'deprecated=2026-03-01 sunset=2026-11-15' }),
    unsafe: `${withRules(versionRule('v2', 'web'))}---
kind: Service
metadata: { name: web-v1 }
$patch: delete
`,
    safe: withRules(versionRule('v2', 'web')),
  },
  judge: (update, profile) => [
    ...update.routes.kept.filter(({ before }) => versionsRouted(before).size > 0)
      .map(({ after }): RuleResult => ({ object: after.object, violations: [] })),
    ...retiredPods(update, profile)
      .map((retired): RuleResult => ({ object: retired.object, violations: [violationOf(retired, update)] })),
  ],
};

function violationOf({ object, service, version, route }: RetiredPods, update: Update): Violation {
  const together = object === service.object ? '' : ` with ${displayName(service.object)}`;
  return {
    path: ['metadata', 'name'],
    message: `${displayName(object)} of ${shorten(version)} is removed${together} in the same release as its rule in ${displayName(route.object)}: requests that the router still sends there get 503.`,
    fix: `Remove the rule first, and ${displayName(object)}${together} one release later.`,
    // Everything that the pods need, but not the route.
    recipe: [{
      edits: retainedService(update, service).filter(edit => !isRoute(edit.object)),
      until: `when requests no longer reach Service ${shorten(service.object.name)}`,
    }, { edits: [] }],
  };
}
