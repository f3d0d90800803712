import { asksToFinish, KnownImage, knownImage, sameProgram, writtenSignal } from '../../../analysis/pod/stop-signals';
import { Container, Path, showPath, Workload } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten } from '../../../text';
import { containerLabel } from '../../wording/containers';
import { workloadChangeRule } from '../change-rules';
import { keptContainers } from '../kept-containers';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { isUntouched } from '../untouched';


const STOP_SIGNAL: Path = ['lifecycle', 'stopSignal'];

export const stopSignalChanged = workloadChangeRule({
  id: 'stop-signal-changed',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'Stop signal changed',
  impact: 'The server drops its requests at the new signal, or ignores it until SIGKILL: users see errors whenever a pod stops from now on.',
  why: 'A container is stopped with lifecycle.stopSignal, else the STOPSIGNAL of its image, else SIGTERM. Servers finish their requests at one signal, and drop them at another.',
  fix: 'Use an image whose STOPSIGNAL makes its server finish requests, or send that signal in the preStop hook.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-stop-signals',
  examples: {
    before: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'nginx:1.25.5' }] } } }
`,
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'bitnami/nginx:1.25.5' }] } } }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'nginxinc/nginx-unprivileged:1.29.1' }] } } }
`,
  },
  judge: kept => {
    if (isUntouched(kept)) { return []; }
    const containers = keptContainers(kept);
    return containers.length === 0 ? undefined : containers.flatMap(container => findViolations(container, kept));
  },
});

function findViolations(container: Change<Container>, kept: Change<Workload>): Violation[] {
  const { before, after } = container;
  const [was, is] = [writtenSignal(kept.before, before), writtenSignal(kept.after, after)];
  if (before.image === after.image && was === is) { return []; }
  const known = knownImage(after.image);
  if (known && (is ?? known.signal) !== known.graceful && !asksToFinish(after)) {
    return drops(before, was) ? [] : [dropping(container, known, is)];
  }
  const former = knownImage(before.image);
  if (known && former && former.called !== known.called && was === undefined && is === undefined) {
    return [another(container, former, known)];
  }
  if (was !== undefined && is === undefined && !known && was !== 'SIGTERM') { return [removed(container, was, kept.after)]; }
  return is !== undefined && is === was && is !== 'SIGTERM' && !known && !sameProgram(before, after) ? [stays(container, is)] : [];
}

// It is not a change if it did so before.
function drops(container: Container, written: string | undefined): boolean {
  const known = knownImage(container.image);
  return known !== undefined && (written ?? known.signal) !== known.graceful && !asksToFinish(container);
}

function dropping(
  { before, after }: Change<Container>,
  { called, graceful, signal }: KnownImage,
  written: string | undefined,
): Violation {
  const path: Path = [...after.path, ...written === undefined ? ['image'] : STOP_SIGNAL];
  const image = before.image === after.image ? `The image ${shorten(after.image)}` : `The image ${shorten(after.image)} (previously ${shorten(before.image)})`;
  return {
    path,
    message: `${image} of ${containerLabel(after)} is stopped with ${shorten(written ?? signal)}, at which ${called} does not finish its requests: it does so at ${graceful}.`,
    fix: written === undefined ? `Use an image in ${showPath(path)} whose STOPSIGNAL is ${graceful}, or send it in the preStop hook.` : `Set ${showPath(path)} to ${graceful}.`,
  };
}

// Each server works with its own signal, but hooks that were written for the other do not.
function another({ before, after }: Change<Container>, was: KnownImage, is: KnownImage): Violation {
  const path = [...after.path, 'image'];
  return {
    path,
    message: `The image ${shorten(after.image)} (previously ${shorten(before.image)}) of ${containerLabel(after)} is stopped with ${is.signal} instead of ${was.signal}: `
      + `hooks and scripts that were written for ${was.called} no longer stop it.`,
    fix: `Make sure that no preStop hook or script of the image in ${showPath(path)} counts on ${was.signal}.`,
    severity: 'info',
  };
}

function removed({ after }: Change<Container>, was: string, { object }: Workload): Violation {
  const path = [...after.path, ...STOP_SIGNAL];
  return {
    path,
    message: `The stop signal ${shorten(was)} of ${containerLabel(after)} is removed: the container is stopped with the STOPSIGNAL of its image, mostly SIGTERM, `
      + 'which may not be the signal at which its server finishes its requests.',
    fix: `Keep ${showPath(path)} ${shorten(was)}, or make sure that the image has the right STOPSIGNAL.`,
    recipe: [{ edits: [set(object, path, was)] }],
  };
}

function stays({ before, after }: Change<Container>, signal: string): Violation {
  const path = [...after.path, ...STOP_SIGNAL];
  return {
    path,
    message: `The image changes from ${shorten(before.image)} to ${shorten(after.image)}, and ${shorten(signal)} still stops ${containerLabel(after)}: `
      + 'a program that does not expect that signal exits at once, and drops its requests.',
    fix: `Make sure that the new program finishes its requests at ${shorten(signal)}, or remove ${showPath(path)}.`,
    severity: 'info',
  };
}
