// Compares the construct and check with a real API server, and writes docs/differences-from-the-api-server.md.
//
//   npm run differential                     3,000 props and 3,000 changed manifests
//   npm run differential -- 300 0 7          300 props, no manifests, seed 7; writes no page
//
// For a test cluster: it uses kubectl from the PATH and the current KUBECONFIG, and sends dry runs in its own
// namespace, which it removes. Takes about ten minutes.
import { writeFileSync } from 'node:fs';
import { compareConstruct } from './construct';
import { compareManifests } from './manifests';
import { page } from './page';
import { Server } from './server';

const WANTED = 3000;
const SEED = 20_240_601;

async function main([first, second, third]: readonly string[]): Promise<void> {
  const [props, mutations, seed] = [Number(first ?? WANTED), Number(second ?? WANTED), Number(third ?? SEED)];
  const server = await Server.start();
  try {
    const kubernetes = await server.version();
    const construct = await compareConstruct(server, props, seed);
    const manifests = await compareManifests(server, mutations, seed);
    const text = page({ kubernetes, seed, construct, manifests });
    if (first === undefined) { writeFileSync('docs/differences-from-the-api-server.md', text); } else { console.log(text); }
    for (const [kind, said] of construct.refused) { console.error(`accepted by the construct, refused: ${said.length} × ${kind}, such as ${said[0]}`); }
    for (const [said, times] of construct.unlocated) { console.error(`without the path of the construct: ${times} × ${said}`); }
    process.exitCode = construct.refused.size === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}

void main(process.argv.slice(2));
