// Updates, drains and scales down workers on a cluster, counts the jobs that are cut, and writes docs/jobs-on-a-cluster.md.
//
//   IMAGE=registry.example.com/app:1.0.0 DRAINED=worker-2 npx ts-node -T scripts/jobs-on-a-cluster.ts
//
// For a test cluster of at least two nodes: it uses kubectl from the PATH and the current KUBECONFIG, creates its own namespace,
// and drains the node DRAINED. IMAGE has /bin/sh and sleep. Takes about ten minutes. Exits with 1 unless all is as the construct promises.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Counted, Jobs } from './jobs/count';
import { JOB, manifestsOf, Worker, WORKERS } from './jobs/workers';
import { inNamespace, kubectl } from './updates/kubectl';

const NAMESPACE = 'zero-downtime-jobs';

interface Run {
  readonly worker: Worker;
  readonly counts: readonly Counted[];
}

async function run(worker: Worker, image: string, node: string): Promise<Run> {
  const deployment = `deployment/${worker.name}`;
  const settled = async (): Promise<void> => {
    await kubectl(['rollout', 'status', deployment, '--namespace', NAMESPACE, '--timeout=180s']);
    // The last old pods end their jobs.
    await sleep((JOB + 10) * 1000);
  };
  const apply = (release: string): Promise<string> => kubectl(['apply', '--namespace', NAMESPACE, '--filename=-'], manifestsOf(worker, image, release));
  const acts: (() => Promise<unknown>)[] = [
    () => apply('2'),
    () => kubectl(['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=180s', `--pod-selector=service-name=${worker.name}`]),
    () => kubectl(['scale', deployment, '--namespace', NAMESPACE, '--replicas=1']),
  ];
  return inNamespace(NAMESPACE, async () => {
    await apply('1');
    await settled();
    const counts: Counted[] = [];
    for (const act of acts) {
      const jobs = new Jobs(NAMESPACE);
      await sleep(5000);
      await act();
      await settled();
      counts.push(await jobs.stop());
      await kubectl(['uncordon', node]);
    }
    return { worker, counts };
  });
}

function page(kubernetes: string, runs: readonly Run[]): string {
  const share = ({ begun, cut }: Counted): string => `${cut} of ${begun}`;
  return `# Jobs on a cluster

Whether \`ZeroDowntimeWorker\` cuts jobs, tested on a cluster with two nodes: Kubernetes ${kubernetes}, ${new Date().toISOString().slice(0, 10)}. This command
repeats the test and writes this page; the beginning of the script lists what it needs.

\`\`\`
IMAGE=registry.example.com/app:1.0.0 DRAINED=worker-2 npx ts-node -T scripts/jobs-on-a-cluster.ts
\`\`\`

Four pods do one job of ${JOB} s after another. The pods are updated, then one of the two nodes is drained, then three pods are
removed, as KEDA does when the queue is empty. A job counts as cut if its pod ended before the job was complete.

| worker | cut by the update | cut by the drain | cut by the scale-down |
|---|---|---|---|
${runs.map(({ worker, counts }) => `| ${worker.called} | ${counts.map(share).join(' | ')} |`).join('\n')}
`;
}

async function main({ IMAGE: image, DRAINED: node }: NodeJS.ProcessEnv): Promise<void> {
  if (!image || !node) { throw new Error('Which image, and which node to drain? IMAGE=… DRAINED=…'); }
  const { serverVersion: { gitVersion } } = JSON.parse(await kubectl(['version', '--output=json']));
  const runs: Run[] = [];
  for (const worker of WORKERS) {
    runs.push(await run(worker, image, node));
    console.error(JSON.stringify(runs[runs.length - 1].counts));
  }
  writeFileSync('docs/jobs-on-a-cluster.md', page(gitVersion, runs));
  process.exitCode = runs.every(({ worker, counts }) => counts.some(({ cut }) => cut > 0) === worker.cutsJobs) ? 0 : 1;
}

void main(process.env);
