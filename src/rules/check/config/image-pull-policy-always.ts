import { placeOf } from '../../../analysis/pod/containers';
import { imageOf, isMoving } from '../../../analysis/pod/moving-tags';
import { stringAt } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { workloadRule } from '../workload-rule';

export const imagePullPolicyAlways = workloadRule({
  id: 'image-pull-policy-always',
  severity: 'info',
  title: 'imagePullPolicy Always',
  impact: 'While the registry is down, a crashed container stays down, although its image is on the node.',
  why: 'With Always, the kubelet queries the registry before each start of a container.',
  fix: 'Use IfNotPresent: a tag that is never moved, or a digest, is the same image everywhere.',
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, imagePullPolicy: Always }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, imagePullPolicy: IfNotPresent }] } } }
`,
  },
  judge: workload => [...workload.containers, ...workload.sidecars, ...workload.initContainers].flatMap(container => {
    const parts = imageOf(container.image);
    // For a tag that moves, Always is the lesser evil.
    if (!parts || isMoving(parts) || stringAt(placeOf(workload, container), ['imagePullPolicy']) !== 'Always') { return []; }
    const path = [...container.path, 'imagePullPolicy'];
    return [{
      path,
      message: `Container ${container.name} does not start while the registry is down, even if ${shorten(container.image, 100)} is already on the node.`,
      ...edited([{ path, value: 'IfNotPresent' }], parts.digest === undefined ? { byHand: 'that the tag is never moved to another build' } : {}),
    }];
  }),
});
