/**
 * JSON without characters that a terminal would act on, and without `##[`, which pipelines act on: they occur only in
 * strings, where they are escaped.
 */
export function printableJson(value: unknown): string {
  // Most text of a report of many megabytes is ASCII, and is passed over at once.
  const json = JSON.stringify(value, null, 2).replace(/[^\n -~]+/gu, part => part.replace(/\p{C}/gu, escaped));
  return `${json.includes('##') ? json.replace(/(?<=#)#(?=[a-z]*\[)/gi, escaped) : json}\n`;
}

function escaped(sign: string): string {
  return [...Array(sign.length).keys()].map(i => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
}
