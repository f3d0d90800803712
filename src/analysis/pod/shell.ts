const SHELL = /^(?:\/\S{0,100}\/)?((?:ba|da|a|z|k)?sh)$/;
const BLOCK = /(?:^|[;\n&|])\s*(?:\(|(?:if|for|while|until|case|select|function|\{)(?![\w-]))/;
const LONGEST_SCRIPT = 2_000;

/** A command that is a script for a shell, such as `sh -c 'cd /app && ./server'`. */
export interface ShellCommand {
  /** `sh`, `bash`, … */
  readonly shell: string;
  readonly script: string;
}

/** The script that a command passes to a shell; undefined if it does not, or if the script is too long to judge. */
export function shellCommandOf(words: readonly string[]): ShellCommand | undefined {
  const shell = SHELL.exec(words[0] ?? '')?.[1];
  const flag = words.findIndex(word => /^-[a-z]{0,10}c$/.test(word));
  const script = flag < 0 ? undefined : words[flag + 1];
  return shell === undefined || script === undefined || script.length > LONGEST_SCRIPT ? undefined : { shell, script };
}

/**
 * Whether a shell stays the first process while its last command runs, so that it, and not that command, gets SIGTERM.
 * bash and busybox replace themselves with the last of plain commands; dash, which is `sh` in Debian, does so only if
 * told to `exec`. Undefined if unknown.
 */
export function shellStays({ shell, script }: ShellCommand): 'always' | 'in dash' | undefined {
  const text = script.replace(/'[^']*'|"(?:\\.|[^"\\])*"/gs, 'quoted').replace(/\\\n/g, '').trim();
  if (/(?:^|[\s;&|(){}])(?:exec|trap)\s/.test(text) || BLOCK.test(text)) { return undefined; }
  if (endsInBackground(text) || endsInPipe(text)) { return 'always'; }
  return shell === 'sh' || shell === 'dash' ? 'in dash' : undefined;
}

function endsInBackground(text: string): boolean {
  return /(?:^|[^&>])&\s*(?:[;\n]\s*)?wait\b[^;&|\n]*$/.test(text);
}

function endsInPipe(text: string): boolean {
  return /[^|]\|[^|]/.test(lastStatement(text));
}

function lastStatement(text: string): string {
  return text.split(/&&|\|\||[;\n]/).pop()!;
}

/** Whether a command is a whole command line in one list item, which no shell splits. A Windows path may contain a space. */
export function isCommandLine(words: readonly string[]): boolean {
  return words.length === 1 && /\s/.test(words[0].trim()) && !words[0].includes('\\');
}
