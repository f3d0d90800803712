// Writes the pages about the rules: an index each for check and diff, a page per topic, and the hazards that no rule can find.
//
//   npx ts-node -T scripts/rule-pages.ts FOLDER
//
// Fails if a hazard has neither a rule nor a reason, or both.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coveragePage } from './pages/coverage-page';
import { pageOfTopic } from './pages/links';
import { rulesPage } from './pages/rules-page';
import { topicPage } from './pages/topic-page';
import { updateRulesPage } from './pages/update-rules-page';
import { Topic, TOPICS } from '../src/rules/topics';

const [folder] = process.argv.slice(2);
if (!folder) { throw new Error('Which folder?'); }
mkdirSync(join(folder, 'rules'), { recursive: true });
const pages = {
  'rules.md': rulesPage(),
  'update-rules.md': updateRulesPage(),
  'coverage.md': coveragePage(),
  ...Object.fromEntries((Object.keys(TOPICS) as Topic[]).map(topic => [pageOfTopic(topic), topicPage(topic)])),
};
Object.entries(pages).forEach(([file, page]) => writeFileSync(join(folder, file), page));
