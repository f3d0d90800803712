import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FINDINGS = readFileSync(join(__dirname, '../../docs/findings.md'), 'utf8');
const [, TABLE] = FINDINGS.split('\n## Each rule\n');
const [, INPUTS] = /over (\d+) inputs/.exec(FINDINGS)!;

const ROWS = new Map([...TABLE.matchAll(/^\| \[([a-z0-9-]+)\]\([^)]*\) \| [^|]* \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|/gm)]
  .map(([, id, findings, inputs, judged, useful]) => [id, { findings, inputs, judged, useful }] as const));

/** What the findings of a rule were worth in manifests of others, as docs/findings.md has it, seen from docs/rules/. */
export function usefulness(id: string): string | undefined {
  const row = ROWS.get(id);
  if (row === undefined || row.judged === '0') { return undefined; }
  return `In public manifests: found in ${row.inputs} of ${INPUTS} inputs; of the findings that were read, `
    + `${row.useful} of ${row.judged} were [useful](../findings.md#each-rule).`;
}
