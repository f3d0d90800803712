import { KINDS_WITH_NEWER_FIELDS, NewerField, NEWER_FIELDS } from '../../../../analysis/api/newer-fields';
import { Path } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { Violation } from '../../../rule';
import { objectPart } from '../../object-rule';

export const newerField = objectPart((object, { kubernetesMinor }) => {
  if (!KINDS_WITH_NEWER_FIELDS.includes(object.kind)) { return undefined; }
  return NEWER_FIELDS.filter(({ since = Infinity }) => since > kubernetesMinor).flatMap(field =>
    field.find(object).map(({ path }) => violation(field, path, kubernetesMinor)));
});

function violation({ since, name, without }: NewerField, path: Path, kubernetesMinor: number): Violation {
  return {
    path,
    message: `Kubernetes 1.${kubernetesMinor} ignores ${name}${since === undefined ? ' unless a feature gate is enabled' : ` (1.${since} does)`}: ${without}.`,
    ...edited([{ path, value: undefined }], {
      ...since !== undefined && { or: `upgrade the cluster to 1.${since} first` },
      byHand: 'that the clusters stay on this version for now',
    }),
  };
}
