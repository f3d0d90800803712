// Writes the examples of all rules as whole manifests, for tools that check whether the API server accepts them.
//
//   npx ts-node -T scripts/rule-examples.ts FOLDER
//
// FOLDER/passing.yaml and FOLDER/failing.yaml hold each object once; custom resources and removed API versions are left
// out, since their schemas are not available. Examples that the API server refuses on purpose are in neither file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { RULES } from '../src/rules';
import { exampleManifests } from '../src/rules/examples';

const BUILT_IN = new Set([
  'v1', 'apps/v1', 'batch/v1', 'policy/v1', 'autoscaling/v2', 'networking.k8s.io/v1', 'discovery.k8s.io/v1', 'rbac.authorization.k8s.io/v1', 'scheduling.k8s.io/v1',
]);

const [folder] = process.argv.slice(2);
if (!folder) { throw new Error('which folder?'); }
mkdirSync(folder, { recursive: true });
write('passing.yaml', RULES.map(({ examples }) => examples.passing));
write('failing.yaml', RULES.filter(({ examples }) => !examples.refused).map(({ examples }) => examples.failing));

function write(file: string, examples: string[]): void {
  const objects = examples.flatMap(example => parseAllDocuments(exampleManifests(example))).map(document => String(document))
    .filter(text => BUILT_IN.has(/^apiVersion: (\S+)$/m.exec(text)?.[1] ?? ''));
  const unique = [...new Set(objects)];
  writeFileSync(join(folder, file), unique.join('---\n'));
  console.log(`${file}: ${unique.length} objects`);
}
