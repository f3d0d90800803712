const SHELLS = /^(?:.*[\\/])?(cmd|powershell|pwsh)(?:\.exe)?$/i;

/** Whether a program is a shell of Windows, or PowerShell. */
export function isWindowsShell(program: string): boolean {
  return SHELLS.test(program);
}

/** How long a script of such a shell waits, as `sleepSeconds` says; `secondsOf` does it for the commands in it. */
export function windowsSeconds(
  [program, ...args]: readonly string[], secondsOf: (command: readonly string[]) => number | undefined,
): number | undefined {
  const shell = SHELLS.exec(program)![1].toLowerCase();
  if (shell === 'cmd') { return ofCmd(args, secondsOf); }
  // Without -Command, pwsh looks for a file.
  return shell === 'pwsh' && !args.some(arg => COMMAND.test(arg)) ? undefined : ofPowerShell(args);
}

const COMMAND = /^-c(?:ommand)?$/i;
const REDIRECTION = /\s*\d?>{1,2}\s*(?:&\d|\S+)/g;

// timeout.exe ends at once without a console, as in a hook.
function ofCmd(args: readonly string[], secondsOf: (command: readonly string[]) => number | undefined): number | undefined {
  const flag = args.findIndex(arg => /^\/c$/i.test(arg));
  const line = unquoted(args.slice(flag + 1).join(' ')).replace(REDIRECTION, '');
  if (flag < 0 || /[|()]|(?:^|[\s&])(?:if|for|start|call)\s/i.test(line)) { return undefined; }
  return sumOf(line.split(/&&?/).map(each => each.trim()).filter(each => each !== ''), each => secondsOf(each.split(/\s+/)));
}

const SLEEP = /^(?:Start-Sleep|sleep)\s+(?:-s(?:econds)?\s+)?(\d{1,6}(?:\.\d{1,6})?)$/i;
const SHORT_SLEEP = /^(?:Start-Sleep\s+-m(?:s|illiseconds)?\s+|\[(?:System\.)?Threading\.Thread\]::Sleep\()(\d{1,9})\)?$/i;

function ofPowerShell(args: readonly string[]): number | undefined {
  const options = args.findIndex(arg => COMMAND.test(arg) || !arg.startsWith('-'));
  if (options < 0 || args.some(arg => /^-(?:f(?:ile)?|e(?:c|nc\w*)?)$/i.test(arg))) { return undefined; }
  const line = unquoted(args.slice(COMMAND.test(args[options]) ? options + 1 : options).join(' '));
  // What follows may run in the background, several times, or not at all.
  if (/[{}|]|\bStart-(?:Job|ThreadJob|Process)\b/i.test(line)) { return undefined; }
  return sumOf(line.split(/[;\n]|&&/).map(each => each.trim()).filter(each => each !== ''), each => {
    const [seconds, milliseconds] = [SLEEP, SHORT_SLEEP].map(pattern => pattern.exec(each)?.[1]);
    if (seconds ?? milliseconds) { return seconds ? Number(seconds) : Number(milliseconds) / 1000; }
    return /^(?:Write-(?:Host|Output)|echo|exit)\b/i.test(each) ? 0 : undefined;
  });
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}

function sumOf(statements: readonly string[], secondsOf: (statement: string) => number | undefined): number | undefined {
  const each = statements.map(secondsOf);
  const total = each.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0);
  return total > 0 || each.every(seconds => seconds !== undefined) ? total : undefined;
}
