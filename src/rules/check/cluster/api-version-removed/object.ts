import { RemovedApi, removedApi } from '../../../../analysis/api/removed-versions';
import { edited, Fix } from '../../../fixes/edited';
import { objectPart } from '../../object-rule';

export const removedVersion = objectPart((object, { kubernetesMinor }) => {
  const { apiVersion, kind, name } = object;
  const removed = removedApi(object);
  if (!removed || removed.since > kubernetesMinor) { return []; }
  return [{
    path: ['apiVersion'],
    message: `Since Kubernetes 1.${removed.since} there is no ${kind} in ${apiVersion}: a cluster of 1.${kubernetesMinor} refuses ${name}, and the release with it.`,
    ...fixOf(removed, kind),
  }];
});

function fixOf({ instead, hasSameFields }: RemovedApi, kind: string): Fix {
  if (instead === undefined) { return { fix: `Remove this ${kind}: the API has no replacement.` }; }
  return hasSameFields
    ? edited([{ path: ['apiVersion'], value: instead }])
    : { fix: `Set apiVersion to ${instead}, and adapt the fields that differ.` };
}
