/** JSON without a character that a terminal would act on: those can only stand in strings, where they may be escaped. */
export function printableJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(/(?!\n)\p{C}/gu, sign => [...Array(sign.length).keys()]
    .map(i => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''))}\n`;
}
