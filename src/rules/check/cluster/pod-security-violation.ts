import { anyPodSpecOf } from '../../../analysis/pod/pod-spec';
import { enforcedLevel } from '../../../analysis/scheduling/enforced-standard';
import { refusedBy } from '../../../analysis/scheduling/pod-security';
import { groupOf, ManifestObject, ManifestSet, showPath, Workload } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

export const podSecurityViolation: Rule = {
  id: 'pod-security-violation',
  severity: 'error',
  title: 'Pods that the namespace\'s Pod Security Standard rejects',
  impact: 'The update gets stuck before its first new pod, and pods lost with a node are not replaced.',
  why: 'The Deployment is accepted, but the namespace enforces a Pod Security Standard that its pods do not meet.',
  fix: 'Give the pods the security context that the standard requires.',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  examples: {
    failing: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, securityContext: { allowPrivilegeEscalation: null } }] } } }
`,
    passing: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: restricted } }
`,
  },
  judge: manifests => {
    const jobs = manifests.objects.filter(object => ['Job', 'CronJob'].includes(object.kind) && groupOf(object) === 'batch');
    return [
      ...manifests.workloads.flatMap(workload => resultOf(workload.object, manifests, workload)),
      ...jobs.flatMap(object => resultOf(object, manifests)),
    ];
  },
};

function resultOf(object: ManifestObject, manifests: ManifestSet, workload?: Workload): RuleResult[] {
  const { name, namespace } = object;
  const level = enforcedLevel(manifests, workload ? workload.namespace : namespace);
  return level === undefined ? [] : [{
    object,
    workload,
    violations: refusedBy(level, anyPodSpecOf(object)).map(({ path, has, instead }) => ({
      path,
      message: `Namespace ${namespace} enforces the ${level} standard and refuses every new pod of ${name}: ${has}.`,
      ...path.includes('volumes')
        ? { fix: `Remove ${showPath(path)} and its mounts, or use a volume of another type.` }
        : edited([{ path, value: instead }], { byHand: 'that the application still runs' }),
    })),
  }];
}
