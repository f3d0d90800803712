import { perCluster } from '../../../analysis/memoize';
import { podSpecOf } from '../../../analysis/pod/pod-spec';
import { Level, refusedBy } from '../../../analysis/scheduling/pod-security';
import { groupOf, showPath } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { workloadRule } from '../workload-rule';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

export const podSecurityViolation = workloadRule({
  id: 'pod-security-violation',
  severity: 'error',
  title: 'Pods that the namespace\'s Pod Security Standard rejects',
  impact: 'The update gets stuck without a single new pod, and pods that a node loses are not replaced.',
  why: 'The Deployment is accepted, but the namespace enforces a Pod Security Standard that its pods do not meet.',
  fix: 'Give the pods the security context that the standard asks for.',
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
  judge: (workload, _profile, manifests) => {
    const { name, namespace } = workload;
    const level = namespace === undefined ? undefined : enforced(manifests).get(namespace);
    if (!level) { return undefined; }
    return refusedBy(level, podSpecOf(workload)).map(({ path, has, instead }) => ({
      path,
      message: `Namespace ${namespace} enforces the standard ${level} and refuses every new pod of ${name}: ${has}.`,
      ...path.includes('volumes')
        ? { fix: `Remove ${showPath(path)} and its mounts, or use a volume of another type.` }
        : edited([{ path, value: instead }], { byHand: 'that the application runs so' }),
    }));
  },
});

/** The level that each namespace enforces, if it is one that refuses anything. */
const enforced = perCluster(({ objects }) => new Map(objects.filter(object => object.kind === 'Namespace' && groupOf(object) === '')
  .map(({ name, labels }): [string, string | undefined] => [name, Object.hasOwn(labels, ENFORCE) ? labels[ENFORCE] : undefined])
  .filter((entry): entry is [string, Level] => entry[1] === 'baseline' || entry[1] === 'restricted')));
