// Stores what the library writes for the apps of test/releases, as the manifests of a release.
//
//   npx ts-node -T scripts/release-manifests.ts VERSION
//
// Only for releases: the stored manifests are those that users run, and the tests compare all later versions with them.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPS, manifestsOf } from '../test/fixtures/releases/apps';

const [version] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) { throw new Error('Which version? For example 1.2.3.'); }
const folder = join('test/releases', version);
mkdirSync(folder, { recursive: true });
for (const app of Object.keys(APPS)) {
  const file = join(folder, `${app}.yaml`);
  // Stored manifests may be in use.
  if (!existsSync(file)) { writeFileSync(file, manifestsOf(app)); }
}
