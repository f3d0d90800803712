import { NewerField, NEWER_FIELDS } from '../../../analysis/api/newer-fields';
import { Path } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { objectRule } from '../object-rule';

const KINDS = ['Deployment', 'PodDisruptionBudget'];

export const fieldUnsupportedByCluster = objectRule({
  id: 'field-unsupported-by-cluster',
  severity: 'error',
  title: 'A safeguard that the cluster does not know',
  impact: 'What the field guards against happens, though the manifest looks as if it could not.',
  why: 'An API server without the feature drops the field without a word, or refuses the object.',
  fix: 'Do without the field on older clusters, or update them first.',
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
  judge: (object, { kubernetesMinor }) => {
    if (!KINDS.includes(object.kind)) { return undefined; }
    return NEWER_FIELDS.filter(({ since = Infinity }) => since > kubernetesMinor).flatMap(field =>
      field.find(object).map(({ path }) => violation(field, path, kubernetesMinor)));
  },
});

function violation({ since, name, without }: NewerField, path: Path, kubernetesMinor: number): Violation {
  return {
    path,
    message: `Kubernetes 1.${kubernetesMinor} does not act on ${name}${since === undefined ? ' unless a feature gate is switched on' : ` (1.${since} does)`}: ${without}.`,
    ...edited([{ path, value: undefined }], {
      ...since !== undefined && { or: `update the cluster to 1.${since} first` },
      byHand: 'that the clusters stay at this version for now',
    }),
  };
}
