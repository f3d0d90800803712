/** A key or an item whose text is on the lines below. */
const BLOCK = /^((?: |- )*)(?:[^\s"'#][^#]*:\s+)?[|>][-+\d]*\s*(?:#.*)?$/;
/** Braces where YAML has a value, a key or an item; in the middle of a text they may be meant. */
const ACTION = /^(?:\s|- )*(?:[^\s"'#:][^"'#]*:\s+)?\{\{/;

/** The part of a line that is examined. */
const LONGEST = 400;

/** The first line, from 0, at which a text is a template and not a manifest; undefined if none is. */
export function templateLine(text: string): number | undefined {
  if (!text.includes('{{')) { return undefined; }
  let below = Infinity;
  for (const [index, whole] of text.split(/\r\n?|\n/).entries()) {
    const line = whole.slice(0, LONGEST);
    const indent = line.search(/\S/);
    if (indent < 0 || indent > below) { continue; }
    if (ACTION.test(line)) { return index; }
    const [, before] = BLOCK.exec(line) ?? [];
    below = before === undefined ? Infinity : Math.max(indent, before.endsWith('- ') && /- +[|>]/.test(line) ? before.length - 2 : before.length);
  }
  return undefined;
}
