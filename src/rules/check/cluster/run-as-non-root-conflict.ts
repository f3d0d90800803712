import { rootImage } from './run-as-non-root-conflict/root-image';
import { userZero } from './run-as-non-root-conflict/user-zero';
import { milder, Rule, togetherJudging } from '../../rule';

export const runAsNonRootConflict: Rule = {
  id: 'run-as-non-root-conflict',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'runAsNonRoot beside a container that runs as root',
  impact: 'New pods never start. The update gets stuck, and when a node is replaced, its pods do not start again.',
  why: 'The API server accepts both, but the kubelet does not start a container as user 0 if runAsNonRoot is true: CreateContainerConfigError. Fields of a container override those of its pod.',
  fix: 'Set another user, or set runAsNonRoot to false.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: web, securityContext: { runAsUser: 0 } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: web, securityContext: { runAsUser: 1000 } }] } } }
`,
  },
  judge: togetherJudging(userZero, milder('warning', rootImage)),
};
