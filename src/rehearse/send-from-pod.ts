import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, Kubectl } from './kubectl';
import { MADE_BY_REHEARSAL } from './labels';
import { generatorFiles } from './load/generator-files';
import { LoadPlan } from './load/load-plan';
import { Load } from './load/load-process';
import { podLoad } from './load/pod-load';
import { LOAD_CONTAINER, loadManifests, NODE_IMAGE } from './load/pod-manifests';
import { objectsIn } from './plan/read-state';
import { podTrouble } from './pod-trouble';
import { listAt, ManifestObject, rootOf, stringAt } from '../manifests';
import { shorten } from '../text';

/** The time limit for pulling and starting an image, in milliseconds. */
const START = 180_000;
const LOOK = 500;

/** The pod that sends requests. */
export interface SendingPod {
  readonly id: string;
  readonly run: number;
  readonly image?: string;
  /** A node that is drained. */
  readonly notOn?: string;
}

/** Sends the load from a pod in the namespace, like clients of the Service itself. Throws if the pod does not start. */
export async function sendFromPod(
  kubectl: Kubectl, plan: LoadPlan, { id, run, image, notOn }: SendingPod, clock: () => number,
): Promise<Load> {
  const name = `rehearsal-${id}-load-${run + 1}`;
  const labels = { [MADE_BY_REHEARSAL]: id };
  const items = loadManifests(plan, { name, namespace: kubectl.namespace, labels, image, notOn }, generatorFiles());
  await answerOf(kubectl, ['create', '--filename=-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await started(kubectl, name, image ?? NODE_IMAGE, clock);
  return podLoad({
    follow: () => logOf(kubectl, name),
    remove: () => void kubectl.call(['delete', 'pod', name, '--wait=false']),
    now: clock,
  });
}

async function started(kubectl: Kubectl, name: string, image: string, clock: () => number): Promise<void> {
  const end = clock() + START;
  for (;;) {
    const [pod] = objectsIn(await answerOf(kubectl, ['get', `pod/${name}`, '--output=json']));
    if (isReady(pod)) { return; }
    const trouble = podTrouble(pod);
    if (trouble?.isLasting || clock() > end) {
      throw new Error(`The pod that sends the requests does not start, with image ${shorten(image, 200)}: ${(trouble?.words ?? 'it is not ready after 3 minutes').replace(/\.$/, '')}. `
        + 'Name an image with Node.js that the cluster can pull: --from-cluster=IMAGE.');
    }
    await sleep(LOOK);
  }
}

function isReady({ json }: ManifestObject): boolean {
  return listAt(rootOf(json), ['status', 'conditions']).some(condition => stringAt(condition, ['type']) === 'Ready' && stringAt(condition, ['status']) === 'True');
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
