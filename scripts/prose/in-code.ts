import * as ts from 'typescript';

/** A stretch of a source file that people read: a comment, or a string with more than one word. Code in it is blanked. */
export interface Passage {
  readonly start: number;
  readonly text: string;
}

/** The English of a TypeScript file. Each passage is as long as in the file, so that an index in it is one in the file. */
export function passagesOf(source: string): Passage[] {
  const strings = stringsOf(source);
  return [...commentsOf(blanked(source, strings)), ...strings.filter(({ text }) => /\S\s+\S/.test(text))].map(withoutCode);
}

function stringsOf(source: string): Passage[] {
  const found: Passage[] = [];
  const file = ts.createSourceFile('prose.ts', source, ts.ScriptTarget.ES2022, true);
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isRegularExpressionLiteral(node)) {
      const start = node.getStart(file);
      found.push({ start, text: ts.isRegularExpressionLiteral(node) ? blank(source.slice(start, node.end)) : source.slice(start, node.end) });
    } else if (ts.isTemplateExpression(node)) {
      found.push(templateOf(node, file, source));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function templateOf(node: ts.TemplateExpression, file: ts.SourceFile, source: string): Passage {
  const start = node.getStart(file);
  let text = source.slice(start, node.end);
  for (const { expression } of node.templateSpans) {
    const [from, to] = [expression.getFullStart() - 2 - start, expression.end + 1 - start];
    text = text.slice(0, from) + blank(text.slice(from, to)) + text.slice(to);
  }
  return { start, text: text.replace(/^`|`$/g, ' ') };
}

function commentsOf(code: string): Passage[] {
  const comments = code.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*(?:\n[ \t]*\/\/.*)*/g);
  return [...comments].map(match => ({
    start: match.index,
    text: match[0].replace(/^([ \t]*)(\/\*+|\/\/|\*(?!\/))/gm, (mark) => ' '.repeat(mark.length)),
  }));
}

function blanked(source: string, passages: readonly Passage[]): string {
  let text = source;
  for (const { start, text: { length } } of passages) { text = text.slice(0, start) + blank(text.slice(start, start + length)) + text.slice(start + length); }
  return text;
}

function withoutCode({ start, text }: Passage): Passage {
  return { start, text: text.replace(/`[^`\n]+`|\{@link [^}]*\}/g, blank) };
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, '·');
}
