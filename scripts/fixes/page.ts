/** What came of the fixes of one input. */
export interface Row {
  readonly name: string;
  readonly fixes: number;
  /** How many of them `check --fix` writes. */
  readonly safe: number;
  readonly written: number;
  readonly asked: number;
  readonly wrong: readonly string[];
  /** What `check --fix --yes` made of all files, and how many of the objects that were taken before are refused now. */
  readonly atOnce?: { readonly files: number; readonly objects: number; readonly refused: number };
}

export function page(kubernetes: string, rows: readonly Row[]): string {
  const wrong = rows.flatMap(row => row.wrong.map(text => `- ${row.name}: ${text}`));
  return `# Fixes, written and judged again

Written by \`npm run fixes\`, against the API server of Kubernetes ${kubernetes}. Each fix that edits make is written into the text of
its file, alone; then the finding must be gone, no finding that is as severe may be new, and what the API server took before it
must still take. \`check --fix\` writes the safe ones; the others need a decision.

| manifests | fixes | safe | written | objects asked | wrong | \`check --fix --yes\` of all files: files, objects, refused now |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
${rows.map(({ name, fixes, safe, written, asked, wrong: bad, atOnce }) =>
    `| ${name} | ${fixes} | ${safe} | ${written} | ${asked} | ${bad.length} | ${atOnce ? `${atOnce.files}, ${atOnce.objects}, ${atOnce.refused}` : ''} |`).join('\n')}
${wrong.length === 0 ? '' : `\n## Wrong\n\n${wrong.join('\n')}\n`}`;
}
