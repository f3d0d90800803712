import { mayHaveForeignPods } from '../../../analysis/traffic/foreign-pods';
import { ingressPolicies } from '../../../analysis/traffic/network-policies';
import { ManifestObject, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { Rule, RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

export const networkpolicyDeniesAll: Rule = {
  id: 'networkpolicy-denies-all',
  severity: 'warning',
  title: 'NetworkPolicy that allows no request',
  impact: 'Every request to the pods fails, though they are ready and the update is reported as done.',
  why: 'A policy that selects pods and has no ingress rule denies all traffic to them, unless another policy allows some.',
  fix: 'Add a policy, or a rule, that allows the callers.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  examples: {
    failing: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }
`,
    passing: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 8080 }] }] }
`,
  },
  judge: manifests => ingressPolicies(manifests).filter(({ workloads }) => workloads.length > 0)
    .flatMap(({ policy, workloads, isCutOff }): RuleResult[] => {
      const cutOff = mayHaveForeignPods(manifests, policy.namespace) ? [] : workloads.filter(isCutOff);
      return cutOff.length === 0 ? [{ object: policy, violations: [] }]
        : cutOff.map(workload => ({ object: policy, workload, violations: [deniesAll(policy, workload)] }));
    }),
};

function deniesAll(policy: ManifestObject, workload: Workload): Violation {
  return {
    path: ['spec', 'ingress'],
    message: `${displayName(policy)} allows no traffic to the pods of ${shorten(workload.name)}, and no other policy here allows any: every request fails.`,
    fix: 'Allow the callers in spec.ingress, or in another policy; in cdk8s-plus with connections.allowFrom.',
  };
}
