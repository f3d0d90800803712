import { newerField } from './field-unsupported-by-cluster/newer-field';
import { sleepAction } from './field-unsupported-by-cluster/sleep-action';
import { Rule, togetherJudging } from '../../rule';

export const fieldUnsupportedByCluster: Rule = {
  id: 'field-unsupported-by-cluster',
  severity: 'error',
  title: 'Field that the cluster version does not support',
  impact: 'What the field protects against still happens, although the manifest suggests otherwise.',
  why: 'An API server without the feature silently drops the field, or refuses the object.',
  fix: 'Do not use the field on older clusters, or upgrade them first.',
  reference: 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
  examples: {
    profile: { kubernetesMinor: 30 },
    failing: `
kind: Deployment
spec:
  template:
    spec:
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 50
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector: { matchLabels: { app: web } }
                matchLabelKeys: [pod-template-hash]
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 50
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector: { matchLabels: { app: web } }
`,
  },
  judge: togetherJudging(newerField, sleepAction),
};
