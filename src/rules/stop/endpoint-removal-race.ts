import { shorterThanRouter } from '../support/stop-delay';
import { workloadRule } from '../support/workload-rule';

export const endpointRemovalRace = workloadRule({
  id: 'endpoint-removal-race',
  severity: 'error',
  title: 'The preStop hook ends before routers have stopped sending',
  impact: 'Some requests fail with refused connections or 502 in every update, scale-down and node drain.',
  why: 'The hook and the removal from the endpoints begin together. SIGTERM follows the hook, and what routers send after that finds a closed port.',
  fix: 'Let the hook take as long as the slowest router goes on sending: 10 s for kube-proxy, 15 s for most proxies in the cluster.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 2 } } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 10 } } } }] } } }
`,
  },
  judge: (workload, target, manifests) =>
    shorterThanRouter(workload, target, manifests, ({ registrationTime }) => registrationTime === 0, 'these requests reach a process that no longer listens, and fail.'),
});
