import { ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryKubectl } from '../updates/kubectl';

export interface Counted {
  readonly begun: number;
  readonly cut: number;
}

/** Follows the logs of all pods of a namespace, including those created later, and counts the jobs in them. */
export class Jobs {
  private readonly begun = new Set<string>();
  private readonly done = new Set<string>();
  private readonly followed = new Map<string, ChildProcess>();
  private running = true;
  private readonly loop: Promise<void>;

  constructor(private readonly namespace: string) {
    this.loop = this.follow();
  }

  /** Jobs that have started and are neither done nor running in a pod that still runs. */
  public async stop(): Promise<Counted> {
    this.running = false;
    await this.loop;
    const alive = await this.pods();
    [...this.followed.values()].forEach(child => child.kill());
    const cut = [...this.begun].filter(job => !this.done.has(job) && !alive.some(pod => job.startsWith(pod)));
    if (this.begun.size === 0) { throw new Error('no log of a pod could be read'); }
    return { begun: this.begun.size, cut: cut.length };
  }

  private async follow(): Promise<void> {
    while (this.running) {
      for (const pod of await this.pods()) { if (!this.followed.has(pod)) { this.read(pod); } }
      await sleep(300);
    }
  }

  private async pods(): Promise<string[]> {
    const template = '{range .items[?(@.status.phase=="Running")]}{.metadata.name}{"\\n"}{end}';
    const { out } = await tryKubectl(['get', 'pods', '--namespace', this.namespace, `--output=jsonpath=${template}`]);
    return out.split('\n').filter(Boolean);
  }

  private read(pod: string): void {
    const child = spawn('kubectl', ['logs', '--follow', '--namespace', this.namespace, pod]);
    this.followed.set(pod, child);
    let text = '';
    child.stdout.on('data', part => {
      text += part;
      const lines = text.split('\n');
      text = lines.pop()!;
      for (const line of lines) {
        const [what, job] = line.split(' ');
        (what === 'begin' ? this.begun : this.done).add(job);
      }
    });
    // The container was not ready for that yet.
    child.on('close', code => { if (code !== 0 && this.running) { this.followed.delete(pod); } });
  }
}
