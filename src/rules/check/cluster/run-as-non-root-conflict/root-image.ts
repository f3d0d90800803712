import { refusedAsRoot } from '../../../../analysis/pod/root-user';
import { Container, hubRepository, showPath, UNPRIVILEGED_NGINX } from '../../../../manifests';
import { shorten } from '../../../../text';
import { capitalizedContainerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const rootImage = workloadPart(workload => refusedAsRoot(workload).map(container => ({
  path: [...container.path, 'image'],
  message: `${capitalizedContainerLabel(container)} runs ${shorten(container.image, 100)}, which starts as root, but runAsNonRoot is true: the kubelet does not start it.`,
  fix: fixOf(container),
})));

function fixOf({ image, path }: Container): string {
  return hubRepository(image) === 'nginx'
    ? `Set ${showPath([...path, 'image'])} to ${UNPRIVILEGED_NGINX}, which listens on port 8080, and mount an emptyDir at /tmp if its root filesystem is read-only.`
    : `Set ${showPath([...path, 'image'])} to an image that names a user, or ${showPath([...path, 'securityContext', 'runAsUser'])} to one that it can run as.`;
}
