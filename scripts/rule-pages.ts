// Writes the pages about the rules.
//
//   npx ts-node -T scripts/rule-pages.ts FOLDER
//
// Fails where a hazard has neither a rule nor a reason why not, or both.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coveragePage } from './pages/coverage-page';
import { rulesPage } from './pages/rules-page';
import { updateRulesPage } from './pages/update-rules-page';

const [folder] = process.argv.slice(2);
if (!folder) { throw new Error('Which folder?'); }
writeFileSync(join(folder, 'rules.md'), rulesPage());
writeFileSync(join(folder, 'update-rules.md'), updateRulesPage());
writeFileSync(join(folder, 'coverage.md'), coveragePage());
