import { isForPeers, publishesAll } from '../../../analysis/traffic/peer-services';
import { Path } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

const PATH: Path = ['spec', 'publishNotReadyAddresses'];

export const publishNotReadyAddresses: Rule = {
  id: 'publish-not-ready-addresses',
  severity: 'error',
  title: 'publishNotReadyAddresses on a Service for clients',
  impact: 'Requests fail in every update, restart and overload: starting and failing pods receive them too.',
  why: 'With publishNotReadyAddresses each pod counts as ready from its first second to its last, whatever its readiness probe reports.',
  fix: 'Omit it. Peers that must find each other before they are ready need their own headless Service.',
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
  judge: manifests => manifests.services.flatMap((service): RuleResult[] => {
    if (Object.keys(service.selector).length === 0 || (publishesAll(service) && isForPeers(service, manifests))) { return []; }
    return [{
      object: service.object,
      violations: publishesAll(service) ? [{
        path: PATH,
        message: 'The Service sends to pods that are not ready, since publishNotReadyAddresses is true: in each update and restart requests reach '
          + 'processes that cannot answer yet, and a failing readiness probe does not keep requests away.',
        ...edited([{ path: PATH, value: undefined }], { byHand: 'that no pods use this Service to find each other before they are ready: they need a headless Service' }),
      }] : [],
    }];
  }),
};
