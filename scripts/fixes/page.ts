/** The results of the fixes of one input. */
export interface Row {
  readonly name: string;
  readonly fixes: number;
  /** How many of them `check --fix` writes. */
  readonly safe: number;
  readonly written: number;
  readonly asked: number;
  readonly wrong: readonly string[];
  /** The result of `check --fix --yes` for all files, and how many objects are refused now but were accepted before. */
  readonly atOnce?: { readonly files: number; readonly objects: number; readonly refused: number };
}

export function page(kubernetes: string, rows: readonly Row[]): string {
  const wrong = rows.flatMap(row => row.wrong.map(text => `- ${row.name}: ${text}`));
  return `# Fixes, applied and checked

Written by \`npm run fixes\`, against the API server of Kubernetes ${kubernetes}. Each fix that consists of edits is applied alone to
the text of its file. Then the finding must be resolved, there must be no new finding of the same severity, and the API server must accept
all objects that it accepted before. \`check --fix\` writes the safe fixes; the others need a decision.

| manifests | fixes | safe | written | objects sent to the API server | wrong | \`check --fix --yes\` on all files: files, objects, now rejected |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
${rows.map(({ name, fixes, safe, written, asked, wrong: bad, atOnce }) =>
    `| ${name} | ${fixes} | ${safe} | ${written} | ${asked} | ${bad.length} | ${atOnce ? `${atOnce.files}, ${atOnce.objects}, ${atOnce.refused}` : ''} |`).join('\n')}
${wrong.length === 0 ? '' : `\n## Wrong\n\n${wrong.join('\n')}\n`}`;
}
