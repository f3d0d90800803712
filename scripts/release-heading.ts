// Puts the heading of a version into CHANGELOG.md, above all that is unreleased.
//
//   npx ts-node -T scripts/release-heading.ts CHANGELOG.md VERSION DATE
import { readFileSync, writeFileSync } from 'node:fs';

const UNRELEASED = '## Unreleased\n';

/** The changelog of that release. */
export function released(changelog: string, version: string, date: string): string {
  const [before, after, ...more] = changelog.split(UNRELEASED);
  if (after === undefined || more.length > 0) { throw new Error('CHANGELOG.md: one heading "## Unreleased" is needed.'); }
  if (/^\s*(## |$)/.test(after)) { throw new Error('CHANGELOG.md: nothing is unreleased, so there is nothing to release.'); }
  if (new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm').test(changelog)) { throw new Error(`CHANGELOG.md has a heading ${version} already.`); }
  return `${before}${UNRELEASED}\n## ${version} (${date})\n${after}`;
}

if (require.main === module) {
  const [file, version, date] = process.argv.slice(2);
  writeFileSync(file, released(readFileSync(file, 'utf8'), version, date));
}
