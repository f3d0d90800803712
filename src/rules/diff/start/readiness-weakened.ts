import { isInjected } from '../../../analysis/pod/image-reference';
import { describeCheck } from '../../../analysis/pod/probe-checks';
import { probePath } from '../../../analysis/pod/probes';
import { Container, Path, rootOf, showPath, valueAt, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten } from '../../../text';
import { containerLabel } from '../../wording/containers';
import { servesThroughout } from '../capacity-served';
import { workloadChangeRule } from '../change-rules';
import { keptServing } from '../kept-containers';
import { Change } from '../object-diff';
import { Edit, set } from '../recipe';
import { isUntouched } from '../untouched';


export const readinessWeakened = workloadChangeRule({
  id: 'readiness-weakened',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'readinessProbe weakened',
  impact: 'From this update on, new pods get requests before they can respond, or replace old ones before they have run without a failure.',
  why: 'Routers send requests to pods that are ready, and the update then stops the next old pod. Only the probe, the readiness gates and minReadySeconds delay that.',
  fix: 'Keep the readiness probe, the readiness gates, and minReadySeconds above 0.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-status',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, startupProbe: null, readinessProbe: null }] } } }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { periodSeconds: 3 } }] } } }
`,
  },
  judge: kept => {
    if (isUntouched(kept)) { return []; }
    if (!servesThroughout(kept) || kept.after.replicas.max === 0) { return undefined; }
    const serving = keptServing(kept);
    const lost = [...serving ? probeLost(serving) : [], ...minReadyLost(kept), ...gatesLost(kept)];
    const recipe = [{ edits: lost.map(({ edit }) => edit(kept)) }];
    return lost.map(({ edit: _, ...violation }) => ({ ...violation, recipe }));
  },
});

interface Lost extends Violation {
  readonly edit: (kept: Change<Workload>) => Edit;
}

function probeLost({ before, after }: Change<Container>): Lost[] {
  if (!before.readiness || isInjected(after)) { return []; }
  if (after.readiness) { return after.readiness.check.kind === 'tcpSocket' && before.readiness.check.kind !== 'tcpSocket' ? [answerLost({ before, after })] : []; }
  const path = probePath(after, 'readiness');
  return [{
    path,
    message: `The readiness probe of ${containerLabel(after)} is removed: ${after.startup
      ? 'once started, a new pod is always ready, and gets requests even while it cannot respond.'
      : 'new pods get requests as soon as their process runs, and this update continues even if none of them ever responds.'}`,
    fix: `Keep ${showPath(path)}.`,
    severity: after.startup ? 'warning' : undefined,
    edit: asItWas(probePath(before, 'readiness'), path),
  }];
}

function answerLost({ before, after }: Change<Container>): Lost {
  const path = probePath(after, 'readiness');
  return {
    path: [...path, 'tcpSocket'],
    message: `The readiness probe of ${containerLabel(after)} only checks for an open port instead of ${describeCheck(before.readiness!.check)}: `
      + 'a version that fails every request is ready, and replaces all pods of the working version.',
    fix: `Leave ${showPath(path)} as it is.`,
    severity: 'warning',
    edit: asItWas(probePath(before, 'readiness'), path),
  };
}

function minReadyLost({ before, after }: Change<Workload>): Lost[] {
  if (before.minReady === 0 || after.minReady > 0) { return []; }
  const path = WORKLOAD_PATHS.minReady;
  return [{
    path,
    message: `The field ${showPath(path)} is lowered from ${before.minReady} to 0: a new pod that responds once and then crashes no longer stops the update, which replaces old pods without a pause.`,
    fix: `Leave ${showPath(path)} at ${before.minReady}.`,
    severity: 'warning',
    edit: asItWas(path),
  }];
}

function gatesLost({ before, after }: Change<Workload>): Lost[] {
  const gone = before.readinessGates.filter(gate => !after.readinessGates.includes(gate));
  if (gone.length === 0) { return []; }
  const path = WORKLOAD_PATHS.readinessGates;
  return [{
    path,
    message: `The readiness gate ${shorten(gone[0])} is removed: the update no longer waits for it, and stops old pods before its owner, such as a load balancer, has registered the new ones.`,
    fix: `Keep the gate in ${showPath(path)}.`,
    severity: 'warning',
    edit: asItWas(path),
  }];
}

function asItWas(old: Path, path: Path = old): Lost['edit'] {
  return ({ before, after }) => set(after.object, path, valueAt(rootOf(before.object.json), old));
}
