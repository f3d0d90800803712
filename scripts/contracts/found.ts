import { spawnSync } from 'node:child_process';

/** The rules of which `diff` finds something between two sides, as users run it. */
export function foundBetween(before: string, after: string): string[] {
  const args = ['lib/cli/main.js', 'diff', before, after, '--format', 'json', '--kubernetes-version', '1.34'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0 && status !== 1) { throw new Error(`diff ${before} ${after}: ${stderr || stdout}`); }
  const { findings } = JSON.parse(stdout) as { findings: { rule: { id: string }; severity: string }[] };
  return [...new Set(findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule.id))];
}
