// Compares what the timeline predicts with what a cluster does, and writes docs/predicted-against-real.md.
//
//   IMAGE=registry.example.com/app:1.0.0 npx ts-node -T scripts/predicted-against-real.ts
//
// For a test cluster: it uses kubectl from the PATH and the current KUBECONFIG, creates its own namespace, and cordons
// one node at a time. The application in IMAGE listens on 8080 START_DELAY_MS milliseconds after its start, answers
// /healthcheck with 200, exits at once on SIGTERM when no request is in flight, runs as user 65532, and has /bin/sh and
// sleep. It should be on all nodes already.
//
// Without IMAGE nothing is measured: the last measurements are compared with what the timeline predicts now.
import { readFileSync, writeFileSync } from 'node:fs';
import { Cluster } from './predicted/cluster';
import { measure, Measurements } from './predicted/measure';
import { page, rowsOf, table } from './predicted/report';

const MEASURED = 'scripts/predicted/measured.json';

async function measureIn(cluster: Cluster, image: string): Promise<Measurements> {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      cluster.close();
      process.exit(1);
    });
  }
  cluster.open();
  try {
    return await measure(cluster, image);
  } finally {
    cluster.close();
  }
}

async function main(image: string | undefined): Promise<void> {
  if (image) { writeFileSync(MEASURED, `${JSON.stringify(await measureIn(new Cluster(), image), undefined, 2)}\n`); }
  const measurements: Measurements = JSON.parse(readFileSync(MEASURED, 'utf8'));
  const rows = rowsOf(measurements);
  console.log(table(rows));
  writeFileSync('docs/predicted-against-real.md', page(measurements, rows));
  process.exitCode = rows.every(({ within }) => within) ? 0 : 1;
}

void main(process.env.IMAGE);
