import { limitsOf } from '../../../analysis/scaling/rollout-limits';
import { hardLimitsFor, limitsBelow, neededWith } from '../../../analysis/scheduling/quota';
import { WORKLOAD_PATHS } from '../../../manifests';
import { countOf, shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { controllerRule } from '../workload-rule';

export const surgeBlockedByQuota = controllerRule(['Deployment'], {
  id: 'surge-blocked-by-quota',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'ResourceQuota without room for surge pods',
  impact: 'The update gets stuck before its first new pod, and the old version stays.',
  why: 'With maxUnavailable 0 an update first adds maxSurge pods. The namespace must have room for replicas + maxSurge pods, in addition to everything else in it.',
  fix: 'Raise the quota to what updates need, or lower the requests.',
  reference: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  examples: {
    failing: `
apiVersion: v1
kind: ResourceQuota
metadata: { name: compute }
spec: { hard: { requests.cpu: 750m } }
`,
    passing: `
apiVersion: v1
kind: ResourceQuota
metadata: { name: compute }
spec: { hard: { requests.cpu: 1 } }
`,
  },
  judge: (workload, _profile, manifests) => {
    // If an old pod may stop first, its share of the quota is released.
    const limits = limitsOf(workload).filter(({ unavailable }) => unavailable === 0);
    if (hardLimitsFor(workload, manifests).length === 0 || limits.length === 0) { return undefined; }
    const [first, last] = [limits[0], limits[limits.length - 1]];
    const [atFirst, atLast] = [first, last].map(at => neededWith(at.pods + at.surge, workload, manifests));
    const [always] = limitsBelow(atFirst, workload, manifests, 1).first;
    const raised = limitsBelow(atLast, workload, manifests, MOST_RAISED);
    const exceeded = always ?? raised.first[0];
    if (!exceeded) { return []; }
    const { key, resource } = exceeded;
    const { pods, surge } = always ? first : last;
    const sum = resource.show((always ? atFirst : atLast).get(resource)!);
    const quota = `ResourceQuota ${shorten(exceeded.quota.name)}`;
    const others = raised.count - MOST_RAISED;
    return [{
      path: WORKLOAD_PATHS.maxSurge,
      message: `An update of ${countOf(pods, 'pod')} adds ${surge} before it stops one, which needs ${key} ${sum} together with everything else in the namespace, but ${quota} allows ${resource.show(exceeded.most)}: new pods are not created, and the update gets stuck.${others > 0 ? ` ${others} more quota limits are too low, which the fix does not raise.` : ''}`,
      ...edited(raised.first.map(limit => ({
        object: limit.quota,
        path: ['spec', 'hard', limit.key],
        value: limit.resource.show(atLast.get(limit.resource)!),
      })), { byHand: 'how much of the cluster the namespace may use' }),
      severity: always ? undefined : 'warning',
    }];
  },
});

/** A namespace has one quota or a few; hostile manifests have a thousand for each of a thousand Deployments. */
const MOST_RAISED = 20;
