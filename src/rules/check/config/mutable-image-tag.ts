import { imageOf, isMoving } from '../../../analysis/pod/moving-tags';
import { showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { workloadRule } from '../workload-rule';

export const mutableImageTag = workloadRule({
  id: 'mutable-image-tag',
  severity: 'warning',
  title: 'Image tag that is moved to new builds',
  impact: 'Pods of one release run different code, a pod that is replaced on another node runs an unreleased build, and a rollback changes nothing.',
  why: 'The tag is moved to each new build, and a node pulls the build that it points to at that moment. The pod template stays the same, so no rollout checks the new build.',
  fix: 'Use a tag that is never moved, such as a version, or a digest.',
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'registry.example.com/web:latest' }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'registry.example.com/web:1.4.2' }] } } }
`,
  },
  judge: ({ containers, initContainers, sidecars }) => [...containers, ...sidecars, ...initContainers]
    .flatMap(({ name, image, path }) => {
      const parts = imageOf(image);
      if (!parts || !isMoving(parts)) { return []; }
      const at = [...path, 'image'];
      return [{
        path: at,
        message: `Container ${name} runs ${shorten(image, 100)}, whose ${parts.tag === undefined ? 'missing tag means latest' : `tag ${parts.tag} is moved to each new build`}: `
          + 'pods of one release differ, and a rollback changes nothing.',
        fix: `Set ${showPath(at)} to a tag that is never moved, or to a digest.`,
      }];
    }),
});
