// Checks published manifests, and writes docs/findings.md: how many findings of each rule are useful according to people who
// read the manifests (scripts/findings/verdicts.tsv).
//
//   npm run findings -- FOLDER            FOLDER has one folder an input, and inputs.tsv with the origin of each
//   npm run findings -- FOLDER unjudged   the findings of the samples that have no verdict yet, as tab-separated values
import { writeFileSync } from 'node:fs';
import { findingsIn, inputsIn, rowsOf } from './inputs';
import { page } from './page';
import { sampleOf, sampleOfEachRule } from './sample';
import { Verdict, verdictsOf } from './verdicts';

const OF_EACH_RULE = 5;
const OF_ALL = 100;

function main(folder: string | undefined, what?: string): void {
  if (folder === undefined) { throw new Error('Which folder? npm run findings -- FOLDER'); }
  const inputs = inputsIn(folder);
  const all = inputs.flatMap(input => findingsIn(folder, input));
  const ofEach = sampleOfEachRule(all, OF_EACH_RULE);
  const ofAll = sampleOf(all.filter(({ finding }) => finding.severity !== 'info'), OF_ALL);
  const verdicts: ReadonlyMap<string, Verdict> = verdictsOf(rowsOf('scripts/findings/verdicts.tsv'));
  const unjudged = [...new Map([...ofEach, ...ofAll].map(found => [found.key, found])).values()].filter(({ key }) => !verdicts.has(key));
  if (what === 'unjudged') {
    for (const { key, finding: { severity, object, line, message, fix } } of unjudged) {
      console.log([key, severity, `${object.file}:${line}`, message, fix].join('\t'));
    }
    return;
  }
  writeFileSync('docs/findings.md', page({ inputs, all, sample: ofAll, verdicts }));
  console.log(`docs/findings.md: ${all.length} findings of ${inputs.length} inputs; ${unjudged.length} of the samples have no verdict`);
  process.exitCode = unjudged.length > 0 ? 1 : 0;
}

main(...process.argv.slice(2) as [string?, string?]);
