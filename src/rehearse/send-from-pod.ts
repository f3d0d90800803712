import { answerOf, Kubectl } from './kubectl';
import { MADE_BY_REHEARSAL } from './labels';
import { generatorFiles } from './load/generator-files';
import { LoadPlan } from './load/load-plan';
import { Load } from './load/load-process';
import { podLoad } from './load/pod-load';
import { LOAD_CONTAINER, loadManifests } from './load/pod-manifests';

/** Of pulling an image and starting it. */
const START = '--timeout=180s';

/** Which pod sends. */
export interface SendingPod {
  readonly id: string;
  readonly run: number;
  readonly image?: string;
  /** A node that is drained. */
  readonly notOn?: string;
}

/** Sends the load from a pod in the namespace, where users are that reach the Service itself. Throws if it does not start. */
export async function sendFromPod(
  kubectl: Kubectl, plan: LoadPlan, { id, run, image, notOn }: SendingPod, clock: () => number,
): Promise<Load> {
  const name = `rehearsal-${id}-load-${run + 1}`;
  const labels = { [MADE_BY_REHEARSAL]: id };
  const items = loadManifests(plan, { name, namespace: kubectl.namespace, labels, image, notOn }, generatorFiles());
  await answerOf(kubectl, ['create', '--filename=-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await answerOf(kubectl, ['wait', '--for=condition=Ready', `pod/${name}`, START], { timeout: 200_000 });
  return podLoad({
    follow: () => logOf(kubectl, name),
    remove: () => void kubectl.call(['delete', 'pod', name, '--wait=false']),
    now: clock,
  });
}

/** The lines of the log as they come. */
async function* logOf(kubectl: Kubectl, name: string): AsyncIterable<string> {
  const waiting: string[] = [];
  let wake: () => void = () => undefined;
  let isOver = false;
  const stream = kubectl.stream(['logs', '--follow', name, `--container=${LOAD_CONTAINER}`], line => { waiting.push(`${line}\n`); wake(); });
  void stream.ended.then(() => { isOver = true; wake(); });
  try {
    while (!isOver || waiting.length > 0) {
      if (waiting.length === 0) { await new Promise<void>(resolve => { wake = resolve; }); }
      if (waiting.length > 0) { yield waiting.splice(0).join(''); }
    }
  } finally {
    void stream.stop();
  }
}
