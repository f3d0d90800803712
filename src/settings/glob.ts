/** Whether a text matches a pattern in which `*` stands for any text. Without backtracking, so that no pattern is slow. */
export function globMatcher(pattern: string): (text: string) => boolean {
  const [first, ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) { return text => text === pattern; }
  return text => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) { return false; }
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) { return false; }
      at = found + part.length;
    }
    return at <= text.length - last.length;
  };
}
