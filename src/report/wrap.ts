/** Lines of at most so many columns, all behind an indentation. Only a word that is longer than a line is cut. */
export function wrap(text: string, columns: number, indent: number = 0): string[] {
  const width = columns - indent;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(whole => pieces(whole, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map(each => `${' '.repeat(indent)}${each}`);
}

function pieces(word: string, width: number): string[] {
  if (word.length <= width) { return [word]; }
  return Array.from({ length: Math.ceil(word.length / width) }, (_, i) => word.slice(i * width, (i + 1) * width));
}
