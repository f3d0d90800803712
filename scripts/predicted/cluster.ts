import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const NAMESPACE = 'predicted-against-real';
const BLOCKED_FOR = 20;

/** A Deployment in a namespace of its own, driven as people drive it: with kubectl. */
export class Cluster {
  private cordoned?: string;

  public get version(): string {
    return JSON.parse(kubectl('version', '--output=json')).serverVersion.gitVersion;
  }

  public get nodes(): number {
    return JSON.parse(kubectl('get', 'nodes', '--output=json')).items.length;
  }

  public open(): void {
    kubectl('create', 'namespace', NAMESPACE);
  }

  /** Leaves the cluster as it was. */
  public close(): void {
    if (this.cordoned !== undefined) { kubectl('uncordon', this.cordoned); }
    this.cordoned = undefined;
    kubectl('delete', 'namespace', NAMESPACE, '--ignore-not-found', '--timeout=120s');
  }

  /** Applies manifests and waits as a pipeline does: seconds until all new pods are available. */
  public rollOut(manifests: any[]): number {
    const name = deploymentIn(manifests).metadata.name;
    const before = Date.now();
    kubectlReading(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }), 'apply', '--namespace', NAMESPACE, '--filename=-');
    kubectl('rollout', 'status', `deployment/${name}`, '--namespace', NAMESPACE, '--timeout=300s');
    return secondsSince(before);
  }

  /** Waits until no pod is left that is stopping, and the budget has seen the others. */
  public async settle(manifests: any[]): Promise<void> {
    const { replicas = 1 } = deploymentIn(manifests).spec;
    while (this.pods(manifests).length !== replicas) { await sleep(500); }
    await sleep(2000);
  }

  /** Seconds from creating each pod to running its container. */
  public podStarts(manifests: any[]): number[] {
    return this.pods(manifests).filter(({ metadata }) => metadata.deletionTimestamp === undefined).map(({ metadata, status }) =>
      (Date.parse(status.containerStatuses[0].state.running.startedAt) - Date.parse(metadata.creationTimestamp)) / 1000);
  }

  /** The node with most of the pods, and how many it has. */
  public fullestNode(manifests: any[]): { node: string; pods: number } {
    const counts = new Map<string, number>();
    for (const { spec: { nodeName } } of this.pods(manifests)) { counts.set(nodeName, (counts.get(nodeName) ?? 0) + 1); }
    const [[node, pods]] = [...counts].sort(([, a], [, b]) => b - a);
    return { node, pods };
  }

  /** Drains this service's pods off a node: seconds until the command ends; undefined if the budget blocks it. */
  public drain(manifests: any[], node: string, mayBlock: boolean): number | undefined {
    const timeout = mayBlock ? BLOCKED_FOR : 600;
    this.cordoned = node;
    const before = Date.now();
    try {
      const args = ['drain', node, `--pod-selector=${selectorOf(manifests)}`, '--ignore-daemonsets', `--timeout=${timeout}s`];
      const { status, stderr } = spawnSync('kubectl', args, { encoding: 'utf8' });
      const took = secondsSince(before);
      if (status === 0) { return took; }
      if (took >= timeout && stderr.includes("would violate the pod's disruption budget")) { return undefined; }
      throw new Error(`The drain of ${node} failed after ${took} s: ${stderr}`);
    } finally {
      kubectl('uncordon', node);
      this.cordoned = undefined;
    }
  }

  public remove(manifests: any[]): void {
    for (const { kind, metadata } of manifests) {
      kubectl('delete', kind, metadata.name, '--namespace', NAMESPACE, '--wait=false');
    }
  }

  private pods(manifests: any[]): any[] {
    return JSON.parse(kubectl('get', 'pods', '--namespace', NAMESPACE, `--selector=${selectorOf(manifests)}`, '--output=json')).items;
  }
}

/** The Deployment among manifests. */
export function deploymentIn(manifests: any[]): any {
  return manifests.find(({ kind }) => kind === 'Deployment');
}

function selectorOf(manifests: any[]): string {
  return Object.entries(deploymentIn(manifests).spec.selector.matchLabels).map(([key, value]) => `${key}=${value}`).join(',');
}

function kubectl(...args: string[]): string {
  return execFileSync('kubectl', args, { encoding: 'utf8' });
}

function kubectlReading(input: string, ...args: string[]): string {
  return execFileSync('kubectl', args, { encoding: 'utf8', input });
}

function secondsSince(before: number): number {
  return (Date.now() - before) / 1000;
}
