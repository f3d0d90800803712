import { groupOf, mappingAt, numberAt, Path, rootOf } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { objectRule } from '../object-rule';

const BLUE_GREEN: Path = ['spec', 'strategy', 'blueGreen'];
const PATH: Path = [...BLUE_GREEN, 'scaleDownDelaySeconds'];

/** Argo Rollouts' default, and the least that it recommends. */
const LEAST = 30;

export const scaleDownDelayTooShort = objectRule({
  id: 'scale-down-delay-too-short',
  severity: 'warning',
  title: 'scaleDownDelaySeconds below what routers need',
  impact: 'In each release requests fail for some seconds: nodes still send to the old pods.',
  why: 'The Service switches at once, but each node learns of it in its own time. Argo Rollouts recommends 30 s at least until old pods are stopped.',
  fix: 'Leave scaleDownDelaySeconds at 30 or more.',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#scaledowndelayseconds',
  examples: {
    failing: `
kind: Deployment
spec: { replicas: 0 }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  replicas: 3
  minReadySeconds: 10
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  strategy: { blueGreen: { activeService: web, scaleDownDelaySeconds: 5 } }
`,
    passing: `
kind: Deployment
spec: { replicas: 0 }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  replicas: 3
  minReadySeconds: 10
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  strategy: { blueGreen: { activeService: web, scaleDownDelaySeconds: 30 } }
`,
  },
  judge: object => {
    const root = rootOf(object.json);
    if (object.kind !== 'Rollout' || groupOf(object) !== 'argoproj.io' || mappingAt(root, BLUE_GREEN).value === undefined) { return undefined; }
    const delay = numberAt(root, PATH) ?? LEAST;
    if (delay >= LEAST) { return []; }
    return [{
      path: PATH,
      message: `Old pods are stopped ${delay} s after the Service has switched to the new ones, but until each node has heard of that, up to ${LEAST} s, it sends to the old ones.`,
      ...edited([{ path: PATH, value: LEAST }], { or: 'remove it for this default' }),
    }];
  },
});
