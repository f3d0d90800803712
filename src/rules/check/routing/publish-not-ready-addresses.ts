import { isRouted } from '../../../analysis/traffic/routed-services';
import { booleanAt, Path, rootOf, showPath } from '../../../manifests';
import { Rule, RuleResult } from '../../rule';

const PATH: Path = ['spec', 'publishNotReadyAddresses'];

export const publishNotReadyAddresses: Rule = {
  id: 'publish-not-ready-addresses',
  severity: 'error',
  title: 'A Service that sends to pods that are not ready',
  impact: 'Requests fail in every update, restart and overload: starting and failing pods get them, too.',
  why: 'With publishNotReadyAddresses each pod counts as ready from its first second to its last, whatever its readiness probe says.',
  fix: 'Leave it out. Peers that must find each other before they are ready need a headless Service of their own.',
  reference: 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec',
  examples: {
    failing: `
kind: Service
spec: { publishNotReadyAddresses: true }
`,
    passing: `
kind: Service
spec: { publishNotReadyAddresses: false }
`,
  },
  judge: manifests => manifests.services.flatMap(({ object, selector, headless }): RuleResult[] => {
    if (Object.keys(selector).length === 0 || (headless && !isRouted(manifests, object))) { return []; }
    const isPublished = booleanAt(rootOf(object.json), PATH) === true;
    return [{
      object,
      violations: isPublished ? [{
        path: PATH,
        message: 'The Service sends to pods that are not ready, since publishNotReadyAddresses is true: in each update and each restart requests reach '
          + 'processes that cannot answer yet, and a readiness probe that fails keeps nobody away.',
        fix: `Remove ${showPath(PATH)}.`,
      }] : [],
    }];
  }),
};
