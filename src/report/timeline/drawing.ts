/** Text that may stand between tags and in attributes, whatever a manifest said. */
export function escapeXml(value: string): string {
  return value.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}

type Attributes = { readonly [name: string]: string | number };

/** One element; its content is taken as it is. */
export function element(name: string, attributes: Attributes, content: string = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`).join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** An element with text in it. */
export function text(value: string, attributes: Attributes): string {
  return element('text', attributes, escapeXml(value));
}

/** Text in lines of at most so many letters, as far as its words let it. */
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
