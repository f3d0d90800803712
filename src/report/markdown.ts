/** Text that Markdown treats as plain text: not as a link, picture, mention, table cell or HTML. */
export function plain(text: string): string {
  return text.replace(/[&<>@#|`*_[\]\\~!$^]|:(?=\S)|(?<=\bwww)\./gi, sign => `&#${sign.charCodeAt(0)};`);
}

/** Text between backticks. Even there, a bar would end a table cell. */
export function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** Lines as they are. */
export function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

/** Folded content, which readers open. */
export function details(summary: string, content: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
}
