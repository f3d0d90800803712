import { Case, casesFor, podsWithoutProbe } from './cases';
import { Cluster, deploymentIn } from './cluster';
import { Prediction } from './predict';

/** What a cluster did, in seconds. */
export interface Measurements {
  readonly date: string;
  readonly kubernetes: string;
  readonly nodes: number;
  /** From creating a pod to running its container, before all cases. */
  readonly podStart: number;
  readonly cases: Measured[];
}

export interface Measured {
  readonly name: string;
  readonly update: number;
  /** How many pods were on the drained node. */
  readonly podsOnNode: number;
  /** Null where the budget blocked it for 20 s. */
  readonly drain: number | null;
}

/** Deploys, updates and drains each case, one after the other. */
export async function measure(cluster: Cluster, image: string): Promise<Measurements> {
  const date = new Date().toISOString().slice(0, 10);
  const podStart = podStartOf(cluster, podsWithoutProbe(image));
  const cases: Measured[] = [];
  for (const each of casesFor(image)) {
    const measured = await measureCase(cluster, each);
    console.error(JSON.stringify(measured));
    cases.push(measured);
  }
  return { date, kubernetes: cluster.version, nodes: cluster.nodes, podStart, cases };
}

// Timestamps are whole seconds, so it is a mean over some pods; two at a time, as an update starts them.
function podStartOf(cluster: Cluster, manifests: any[]): number {
  const starts: number[] = [];
  for (let release = 1; release <= 4; release++) {
    cluster.rollOut(released(manifests, release));
    starts.push(...cluster.podStarts(manifests));
  }
  cluster.remove(manifests);
  return starts.reduce((sum, start) => sum + start, 0) / starts.length;
}

async function measureCase(cluster: Cluster, each: Case): Promise<Measured> {
  const { name, manifests } = each;
  cluster.rollOut(manifests);
  await cluster.settle(manifests);
  const update = cluster.rollOut(released(manifests, 2));
  await cluster.settle(manifests);
  const { node, pods: podsOnNode } = cluster.fullestNode(manifests);
  const mayBlock = new Prediction(each).drain(podsOnNode) === undefined;
  const drain = cluster.drain(manifests, node, mayBlock) ?? null;
  cluster.remove(manifests);
  return { name, update, podsOnNode, drain };
}

// Nothing changes but an annotation of the pods, which makes new ones.
function released(manifests: any[], release: number): any[] {
  const copies = structuredClone(manifests);
  deploymentIn(copies).spec.template.metadata.annotations = { release: String(release) };
  return copies;
}
