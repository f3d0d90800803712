// Rehearses disturbances of several services on a cluster, and writes docs/evidence.md.
//
//   CONTEXT=test IMAGE=registry.example.com/app:1 NO_SHELL_IMAGE=registry.example.com/app-no-shell:1 \
//     SENDER=registry.example.com/node:20 ROUTER=http://203.0.113.1/ GATEWAY=gateways/public \
//     npx ts-node -T scripts/evidence.ts [--again] [WORD…]
//
// For a test cluster: it uses kubectl from the PATH, creates its own namespaces, and must reach ROUTER. The application in IMAGE
// listens on 8080, answers / and /healthcheck, takes `ms` milliseconds for /slow?ms= and /drain?ms=, and obeys APP_VERSION,
// START_DELAY_MS, SIGTERM=exit and BROKEN=500. SENDER has Node.js. Run `npx projen compile` first.
//
// Cells with results are measured again only with --again; words select cells whose id contains all of them. Without CONTEXT
// nothing is measured, and the page is written from the last measurements. AT_ONCE and UNTIL (HH:MM) limit the work.
import { writeFileSync } from 'node:fs';
import { Cell, cells } from './evidence/cells';
import { isCounted, Measured, readMeasured, writeMeasured } from './evidence/measurements';
import { page } from './evidence/page';
import { Place, rehearseOnce } from './evidence/rehearsed';

const PAGE = 'docs/evidence.md';

function placeOf({ CONTEXT, IMAGE, NO_SHELL_IMAGE, SENDER, ROUTER, GATEWAY }: NodeJS.ProcessEnv): Place {
  if (!CONTEXT || !IMAGE || !NO_SHELL_IMAGE || !SENDER || !ROUTER || !GATEWAY) {
    throw new Error('Missing: CONTEXT, IMAGE, NO_SHELL_IMAGE, SENDER, ROUTER or GATEWAY.');
  }
  return { context: CONTEXT, image: IMAGE, noShell: NO_SHELL_IMAGE, sender: SENDER, router: ROUTER, gateway: GATEWAY };
}

/** The remaining cells: the first repetition of all cells, then the second. */
function todo(measured: Measured, chosen: readonly Cell[]): Cell[] {
  const done = ({ id }: Cell): number => measured.cells[id]?.filter(isCounted).length ?? 0;
  const most = Math.max(0, ...chosen.map(({ repetitions }) => repetitions));
  const round = (n: number): Cell[] => chosen.filter(cell => n < cell.repetitions && done(cell) <= n);
  return Array.from({ length: most }, (_, n) => round(n)).flat();
}

async function measure(place: Place, chosen: readonly Cell[], atOnce: number, until: string | undefined): Promise<void> {
  const measured = readMeasured();
  const queue = todo(measured, chosen);
  let namespaces = 0;
  const isTime = (): boolean => until === undefined || new Date().toTimeString().slice(0, 5) < until;
  const once = async (cell: Cell) => rehearseOnce(cell, place, `ev-${process.pid}-${++namespaces}`);
  const work = async (): Promise<void> => {
    for (let cell = queue.shift(); cell !== undefined && isTime(); cell = queue.shift()) {
      let { result, kubernetes } = await once(cell);
      // If the client was too late, or the cluster was not ready, it is repeated once and then reported as it is.
      if (!isCounted(result)) { ({ result, kubernetes } = await once(cell)); }
      (measured.cells[cell.id] ??= []).push(result);
      Object.assign(measured, { kubernetes: kubernetes ?? measured.kubernetes, date: new Date().toISOString().slice(0, 10) });
      writeMeasured(measured);
      console.error(cell.id, JSON.stringify(result));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function main(env: NodeJS.ProcessEnv, words: readonly string[]): Promise<void> {
  const chosen = cells().filter(({ id }) => words.filter(word => word !== '--again').every(word => id.split(' ').includes(word)));
  if (env.CONTEXT) {
    if (words.includes('--again')) {
      const measured = readMeasured();
      for (const { id } of chosen) { delete measured.cells[id]; }
      writeMeasured(measured);
    }
    await measure(placeOf(env), chosen, Number(env.AT_ONCE ?? 3), env.UNTIL);
  }
  writeFileSync(PAGE, page(readMeasured()));
}

void main(process.env, process.argv.slice(2));
