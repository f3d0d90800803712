/** Text that is safe between tags and in attributes, for any content of a manifest. */
export function escapeXml(value: string): string {
  return value.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}

type Attributes = { readonly [name: string]: string | number };

/** One element; its content is not escaped. */
export function element(name: string, attributes: Attributes, content: string = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`).join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** An element with text in it. */
export function text(value: string, attributes: Attributes): string {
  return element('text', attributes, escapeXml(value));
}

/** Text in lines of at most this many letters, unless a word is longer. */
export function wrapped(value: string, width: number): string[] {
  const lines = [''];
  for (const word of value.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + word.length + 1 > width) { lines.push(word); } else { lines[lines.length - 1] = last === '' ? word : `${last} ${word}`; }
  }
  return lines;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
