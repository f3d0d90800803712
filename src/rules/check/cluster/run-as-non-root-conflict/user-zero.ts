import { rootConflicts } from '../../../../analysis/pod/non-root';
import { builtInPodSpec } from '../../../../analysis/pod/pod-spec';
import { showPath } from '../../../../manifests';
import { shorten } from '../../../../text';
import { objectPart } from '../../object-rule';

export const userZero = objectPart(object => {
  const spec = builtInPodSpec(object);
  return spec && rootConflicts(spec).map(({ container, user, nonRoot }) => ({
    path: user,
    message: `Container ${shorten(container)} has runAsUser 0, but runAsNonRoot is true: the kubelet does not start it, and the update gets stuck.`,
    fix: `Set ${showPath(user)} to the user of the application, or ${showPath(nonRoot)} to false.`,
  }));
});
