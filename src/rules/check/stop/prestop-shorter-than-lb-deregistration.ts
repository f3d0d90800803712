import { shorterThanRouter } from './stop-delay';
import { workloadRule } from '../workload-rule';

const BEHIND_LOAD_BALANCER = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
    alb.ingress.kubernetes.io/healthcheck-path: /ready
    alb.ingress.kubernetes.io/target-group-attributes: deregistration_delay.timeout_seconds=30
spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { elbv2.k8s.aws/pod-readiness-gate-inject: enabled } }
`;

export const prestopShorterThanLbDeregistration = workloadRule({
  id: 'prestop-shorter-than-lb-deregistration',
  severity: 'error',
  title: 'The preStop hook ends before the load balancer has stopped sending',
  impact: 'Each update ends in a tail of 502 and 504 answers, although there is a preStop hook.',
  why: 'A load balancer outside the cluster hears of a leaving pod through its controller and the API of the cloud. That takes tens of seconds, and until then it sends.',
  fix: 'Let the hook take as long as the load balancer needs, and the grace period as much longer.',
  reference: 'https://kubernetes.io/docs/tutorials/services/pods-and-endpoint-termination-flow/',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 80
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 10 } } } }]
${BEHIND_LOAD_BALANCER}`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 80
      containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 45 } } } }]
${BEHIND_LOAD_BALANCER}`,
  },
  judge: (workload, profile, manifests) =>
    shorterThanRouter(workload, profile, manifests, ({ registrationTime }) => registrationTime > 0, 'these requests are answered with 502 or 504.'),
});
