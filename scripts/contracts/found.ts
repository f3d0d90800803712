import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PACKAGES = resolve('dist/js');

/** Sets up a folder like that of a user who compares contracts, with the package that was built. */
export function installComparer(folder: string): void {
  const tarball = readdirSync(PACKAGES).find(name => name.startsWith('cdk8s-zero-downtime-openapi-'));
  if (tarball === undefined) { throw new Error('There is no package in dist/js: run `npx projen package:openapi`.'); }
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', join(PACKAGES, tarball)], { cwd: folder });
}

/** The rules with findings of `diff` between two sides, run in that folder as users run it. */
export function foundBetween(before: string, after: string, folder: string): string[] {
  const args = [resolve('lib/cli/main.js'), 'diff', before, after, '--format', 'json', '--kubernetes-version', '1.34'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0 && status !== 1) { throw new Error(`diff ${before} ${after}: ${stderr || stdout}`); }
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; severity: string }[] };
  return [...new Set(findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule))];
}
