const SHELL = /^(?:ba|da|a|k)?sh$/;
const QUOTED = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|(?:^|(?<=[\s;]))#[^\n]*/g;
// In a case, `;;` may follow.
const EMPTY = /&[ \t]*;(?!;)/g;

/** A script that a shell refuses as a whole. */
export interface RefusedScript {
  /** Its place in the command. */
  readonly at: number;
  /** The script that was probably meant. */
  readonly meant: string;
}

/** The script of a command such as `sh -c 'drain &; sleep 15'`: no command stands between `&` and `;`, so the shell runs none of it. */
export function refusedScriptOf(command: readonly string[]): RefusedScript | undefined {
  const [program = ''] = command;
  const at = command.findIndex(arg => /^-[a-z]{0,10}c$/.test(arg)) + 1;
  const script = command[at];
  if (at === 0 || script === undefined || script.length > 10_000 || !SHELL.test(program.slice(program.lastIndexOf('/') + 1))) { return undefined; }
  // What is in a here-document is text.
  if (script.includes('<<')) { return undefined; }
  // What is quoted keeps its length, so that positions stay.
  const plain = script.replace(QUOTED, quoted => 'x'.repeat(quoted.length));
  const meant = [...plain.matchAll(EMPTY)].reverse()
    .reduce((text, { index, 0: found }) => text.slice(0, index) + '&' + text.slice(index + found.length), script);
  return meant === script ? undefined : { at, meant };
}
