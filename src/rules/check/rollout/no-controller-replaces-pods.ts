import { controllerOfPods } from './controller-examples';
import { isBarePod, isMade } from '../../../analysis/identity/controllers';
import { hasUsers } from '../../../analysis/traffic/router';
import { servicesOfOne } from '../../../analysis/traffic/served-pods';
import { hasPodsBeside } from '../../../analysis/traffic/sibling-pods';
import { shorten } from '../../../text';
import { Rule, RulePart, RuleResult, togetherJudging } from '../../rule';
import { displayName } from '../../wording/objects';
import { controllerPart } from '../workload-rule';

const OWNER = (kind: string): string => controllerOfPods(kind, 'replicas: 3');
const NAME = ['metadata', 'name'];

// It keeps the number of pods, but does not update them.
const ofReplicaSet = controllerPart(['ReplicaSet', 'Deployment'], (workload, _profile, manifests) => workload.kind === 'Deployment' || isMade(workload.object) ? [] : [{
  path: NAME,
  severity: 'warning',
  message: `${displayName(workload.object)} has no Deployment: a release that changes its pods replaces none of them, and each starts with the new template whenever it is evicted.`,
  fix: `Make it a Deployment of another name beside it, and remove the ${workload.object.kind} when the pods of that are ready${hasUsers(workload) && !hasPodsBeside(workload, manifests) ? ', so that its Service always has some' : ''}.`,
}]);

// Once evicted, it never comes back.
const ofPod: RulePart = {
  judge: manifests => manifests.objects.filter(isBarePod).flatMap((object): RuleResult[] => {
    const service = servicesOfOne(manifests).get(object);
    if (!service) { return []; }
    return [{
      object,
      violations: [{
        path: NAME,
        message: `Only Pod ${shorten(object.name)} answers for Service ${shorten(service.name)}, and no controller replaces it: when it is evicted, deleted for an update or loses its node, every request fails until it is created by hand.`,
        fix: 'Add a Deployment of another name with the same labels and at least 2 replicas beside it, and remove the Pod when the pods of that are ready.',
      }],
    }];
  }),
};

export const noControllerReplacesPods: Rule = {
  id: 'no-controller-replaces-pods',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Pod, ReplicaSet or ReplicationController without a Deployment',
  impact: 'A Pod that is evicted or loses its node never comes back, and a ReplicaSet or ReplicationController rolls out no update.',
  why: 'Drains, node failures and updates replace pods through their controller. A bare Pod has none, and a ReplicaSet or ReplicationController only keeps the number of pods.',
  fix: 'Use a Deployment.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#deployment-recommended',
  examples: { failing: OWNER('ReplicaSet'), passing: OWNER('Deployment') },
  judge: togetherJudging(ofReplicaSet, ofPod),
};
