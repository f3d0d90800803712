import { wrongKind } from './autoscaler-target-not-found/wrong-kind';
import { wrongName } from './autoscaler-target-not-found/wrong-name';
import { Rule, togetherJudging } from '../../rule';

const SCALER = (kind: string): string => `
kind: Deployment
spec: { replicas: null }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: web }, minReplicas: 3, maxReplicas: 10 }
`;

export const autoscalerTargetNotFound: Rule = {
  id: 'autoscaler-target-not-found',
  severity: 'error',
  otherSeverities: ['warning', 'info'],
  title: 'scaleTargetRef that names no controller',
  impact: 'The autoscaler scales nothing: when the load rises, no pod is added and requests time out.',
  why: 'A target is looked up by kind and name. A Deployment that was replaced by a Rollout or a StatefulSet, or that got another name, is no longer found. Without replicas in its manifest, it runs one pod.',
  fix: 'Set kind, apiVersion and name to those of the controller that creates the pods.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  examples: { failing: SCALER('StatefulSet'), passing: SCALER('Deployment') },
  judge: togetherJudging(wrongKind, wrongName),
};
