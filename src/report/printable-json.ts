/**
 * JSON without characters that a terminal would act on, and without `##[`, which pipelines act on: they occur only in
 * strings, where they are escaped.
 */
export function printableJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(/(?!\n)\p{C}|(?<=#)#(?=[a-z]*\[)/giu, sign => [...Array(sign.length).keys()]
    .map(i => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''))}\n`;
}
