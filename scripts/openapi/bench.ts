// What comparing large and hostile OpenAPI documents costs, as a table: OPENAPI_APP=FOLDER ts-node -T scripts/openapi/bench.ts
import { costOf } from './cost';
import { LARGE_PAIRS } from './large-documents';

const { OPENAPI_APP: app = process.cwd() } = process.env;
console.log('| documents | MB | CPU, s | wall, s | largest process, MiB | outcome |\n|---|---|---|---|---|---|');
for (const name of Object.keys(LARGE_PAIRS)) {
  const { bytes, cpu, wall, mib, outcome, isRight } = costOf(name, app);
  const found = typeof outcome === 'number' ? `${outcome} changes break clients` : outcome.slice(0, 100);
  console.log(`| ${name} | ${(bytes / 1e6).toFixed(1)} | ${cpu.toFixed(1)} | ${wall.toFixed(1)} | ${mib.toFixed(0)} | ${found}${isRight ? '' : ' (WRONG)'} |`);
}
