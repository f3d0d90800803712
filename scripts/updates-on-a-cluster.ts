// Makes the changes that the update rules report on a cluster, and writes docs/updates-on-a-cluster.md.
//
//   IMAGE=registry.example.com/app:1.0.0 npx ts-node -T scripts/updates-on-a-cluster.ts
//
// For a test cluster: it uses kubectl from the PATH and the current KUBECONFIG, creates its own namespaces, and must reach
// the addresses of Services. The application in IMAGE listens on PORT START_DELAY_MS milliseconds after its start, answers
// / and /healthcheck with 200, and ends after the requests in flight on SIGTERM. Takes about twenty minutes.
import { writeFileSync } from 'node:fs';
import { kubectl } from './updates/kubectl';
import { page } from './updates/page';
import { fieldRefusals, refusals } from './updates/refusals';
import { scenariosFor } from './updates/scenarios';
import { Proof, prove } from './updates/under-load';

async function main(image: string | undefined): Promise<void> {
  if (!image) { throw new Error('Which image? IMAGE=…'); }
  const only = process.argv.slice(2);
  const date = new Date().toISOString().slice(0, 10);
  const { serverVersion: { gitVersion } } = JSON.parse(await kubectl(['version', '--output=json']));
  const proofs: Proof[] = [];
  for (const scenario of scenariosFor(image).filter(({ rule }) => only.length === 0 || only.includes(rule))) {
    proofs.push(await prove(scenario));
    console.error(JSON.stringify(proofs[proofs.length - 1]));
  }
  const refused = only.length === 0 || only.includes('refusals') ? await refusals() : [];
  const fields = only.length === 0 || only.includes('fields') ? await fieldRefusals() : [];
  if (only.length === 0) { writeFileSync('docs/updates-on-a-cluster.md', page({ date, kubernetes: gitVersion, proofs, refusals: refused, fields })); }
  const holds = proofs.every(({ unsafe, recipe }) => unsafe.failed > 0 && recipe.failed === 0) && refused.every(each => each.refused)
    && fields.every(field => field.refused === field.predicted);
  process.exitCode = holds ? 0 : 1;
}

void main(process.env.IMAGE);
