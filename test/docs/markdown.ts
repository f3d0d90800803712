import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** The pages that users read, by their paths from the root. */
export const PAGES: ReadonlyMap<string, string> = new Map([
  ...readdirSync(ROOT).filter(file => file.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.md')).map(file => `docs/${file}`),
].map(file => [file, readFileSync(join(ROOT, file), 'utf8')]));

/** The code of the fenced blocks in a language. */
export function blocksOf(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code);
}

export function withoutCode(page: string): string {
  return page.replace(/^( *)```[^]*?^\1```/gm, '').replace(/`[^`\n]*`/g, '');
}

/** What a fragment may name: headings, as GitHub and VitePress name them, and anchors. */
export function anchorsOf(page: string): Set<string> {
  const headings = page.replace(/^( *)```[^]*?^\1```/gm, '').match(/^#+ .*$/gm) ?? [];
  return new Set([
    ...headings.map(heading => slug(heading.replace(/^#+ /, ''))),
    ...[...page.matchAll(/<a (?:name="[^"]+" )?id="([^"]+)"><\/a>/g)].map(([, id]) => id),
  ]);
}

function slug(heading: string): string {
  return heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replace(/ /g, '-');
}
