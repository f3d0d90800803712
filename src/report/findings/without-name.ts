/** A text with `*` in place of a name, unless it is part of a longer one. A regular expression for each name would take longer. */
export function withoutName(text: string, name: string): string {
  let result = '';
  let rest = 0;
  for (let at = text.indexOf(name); at >= 0 && name !== ''; at = text.indexOf(name, at)) {
    const end = at + name.length;
    if (/[\w.-]/.test(text.charAt(at - 1)) || /[\w-]/.test(text.charAt(end))) {
      at++;
      continue;
    }
    result += `${text.slice(rest, at)}*`;
    rest = end;
    at = end;
  }
  return result + text.slice(rest);
}
