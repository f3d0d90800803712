/**
 * A text on one line that does nothing to a terminal, whatever a manifest said: names and messages come from input that
 * may hold escape sequences, or letters that turn the direction of writing.
 */
export function printable(text: string, longest: number = 2000): string {
  const line = PLAIN.test(text) ? text : text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '\uFFFD');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

const PLAIN = /^[\x20-\x7e]*$/;

/** JSON without a character that a terminal would act on: those can only stand in strings, where they may be escaped. */
export function printableJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(/(?!\n)\p{C}/gu, sign => [...Array(sign.length).keys()]
    .map(i => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''))}\n`;
}
