import { byName } from './target-port-not-found/by-name';
import { byNumber } from './target-port-not-found/by-number';
import { milder, Rule, togetherJudging } from '../../rule';

export const targetPortNotFound: Rule = {
  id: 'target-port-not-found',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'targetPort that no container has',
  impact: 'Every request to this port of the Service fails.',
  why: 'A targetPort by name is looked up in the containers of each pod. A pod without such a port does not become an endpoint.',
  fix: 'Set targetPort to the name of a port of the container with the same protocol.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  examples: {
    failing: `
kind: Service
spec: { ports: [{ name: http, targetPort: web }] }
`,
    passing: `
kind: Service
spec: { ports: [{ name: http, targetPort: http }] }
`,
  },
  judge: togetherJudging(byName, milder('warning', byNumber)),
};
