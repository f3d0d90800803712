import { endsAtOnce } from './instant-requests';
import { Statement, statementsOf } from './shell-statements';

const DURATION = /^(\d{1,6}(?:\.\d{1,6})?)([smhd]?)$/;
const SECONDS: Record<string, number> = { '': 1, 's': 1, 'm': 60, 'h': 3600, 'd': 86_400 };
const SHELL = /^(?:ba|da|a|z|k)?sh$/;
const BLOCKS = /^(?:while|until|for|if|case|select|function|\{|\[\[|!)$/;
const LONGEST_SCRIPT = 10_000;

/** Programs that run the command after them. */
const STARTERS = new Set(['exec', 'nohup', 'command', 'busybox']);
/** Programs that end at once. */
const INSTANT = new Set([
  'true', 'false', ':', 'echo', 'printf', 'touch', 'date', 'exit', 'cd', 'export', 'set', 'unset', 'pwd', 'hostname', 'uname', 'logger', 'mkdir', 'rm',
  'mv', 'cp', 'ln', 'chmod', 'chown', 'ls', 'kill', 'pkill', 'test', '[', 'read', 'apachectl', 'apache2ctl',
]);

/**
 * How long a command waits, if its text shows it: `sleep 10`, or a shell script whose plain statements
 * include a sleep. Other statements beside a sleep count as 0, so it is the minimum. 0 if no statement waits, as in `echo bye`,
 * `sleep 15 &` or a `timeout 90` without a command. Undefined if it is not known: for other programs, loops and branches.
 */
export function sleepSeconds(command: readonly string[]): number | undefined {
  const [program = ''] = command;
  if (command.length === 0 || /\s/.test(program.trim())) { return undefined; }
  if (!SHELL.test(nameOf(program))) { return secondsOf(command); }
  const flag = command.findIndex(arg => /^-[a-z]{0,10}c$/.test(arg));
  // Without -c, the shell looks for a file, and a command line is not a file.
  if (flag < 0) { return command.length === 2 && /\s/.test(command[1].trim()) && !command[1].startsWith('/') ? 0 : undefined; }
  const script = command[flag + 1] ?? '';
  return script.length > LONGEST_SCRIPT ? undefined : sleepsOf(script);
}

function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

function sleepsOf(script: string): number | undefined {
  const statements = statementsOf(script);
  if (!statements || statements.some(({ words: [first] }) => BLOCKS.test(first ?? ''))) { return undefined; }
  let total = 0;
  let behind = 0;
  let isTold = true;
  for (const [i, statement] of statements.entries()) {
    const seconds = waitOf(statement);
    if (statement.end === '&') {
      behind = Math.max(behind, seconds ?? NaN);
    } else if (statements[i - 1]?.end === '||' && seconds !== 0) {
      return undefined;
    } else if (statement.words[0] === 'wait') {
      isTold &&= !Number.isNaN(behind);
      total += behind || 0;
    } else {
      isTold &&= seconds !== undefined;
      total += seconds ?? 0;
    }
    if (statement.words[0] === 'exit' || statement.words[0] === 'exec') { break; }
  }
  return total > 0 || isTold ? total : undefined;
}

function waitOf({ words, isOpaque }: Statement): number | undefined {
  if (!isOpaque) { return secondsOf(words); }
  return INSTANT.has(nameOf(words[0])) ? 0 : undefined;
}

function secondsOf([program = '', ...args]: readonly string[]): number | undefined {
  const name = nameOf(program);
  if (STARTERS.has(name)) { return secondsOf(args); }
  if (INSTANT.has(name)) { return 0; }
  switch (name) {
    case 'sleep': return slept(args);
    case 'timeout': case 'timeout.exe': return limited(args);
    // It tells another process to stop, and does not wait.
    case 'nginx': return args.includes('-s') ? 0 : undefined;
    case 'httpd': case 'apache2': return args.includes('-k') ? 0 : undefined;
    case 'killall': return args.some(arg => /^(?:--wait|-\w{0,5}w\w{0,5})$/.test(arg)) ? undefined : 0;
    case 'tail': return undefined;
    case 'curl': case 'wget': return endsAtOnce(args) ? 0 : undefined;
    default: return ofWindows(name, args);
  }
}

// Sleep ends at once if an argument is not a number.
function slept(args: readonly string[]): number | undefined {
  if (args.some(arg => /^inf(?:inity)?$/.test(arg))) { return undefined; }
  const each = args.map(duration);
  return each.every(seconds => seconds !== undefined) ? each.reduce((sum, seconds) => sum + seconds, 0) : 0;
}

function duration(text: string): number | undefined {
  const parts = DURATION.exec(text);
  return parts ? Number(parts[1]) * SECONDS[parts[2]] : undefined;
}

const WITH_VALUE = /^(?:-k|-s|--kill-after|--signal)$/;

// `timeout` itself does not wait: it ends the command that it has started.
function limited(args: readonly string[]): number | undefined {
  let at = 0;
  while (/^-/.test(args[at] ?? '') && args[at] !== '-t') { at += WITH_VALUE.test(args[at]) ? 2 : 1; }
  if (args[at] === '-t') { at++; }
  const limit = duration(args[at] ?? '');
  const command = args.slice(at + 1);
  if (limit === undefined || command.length === 0) { return 0; }
  if (nameOf(command[0]) === 'tail' && command.some(arg => /^-\w{0,5}[fF]/.test(arg))) { return limit; }
  const seconds = command[0] === 'sleep' && /^inf/.test(command[1] ?? '') ? limit : sleepSeconds(command);
  return seconds === undefined ? undefined : Math.min(limit, seconds);
}

// timeout.exe ends at once without a console, as in a hook.
function ofWindows(name: string, args: readonly string[]): number | undefined {
  const line = args.join(' ');
  if (/^cmd(?:\.exe)?$/i.test(name)) {
    const pings = /^\/c\s+ping\s+(?:\S+\s+)?-n\s+(\d{1,6})\b/i.exec(line);
    if (pings) { return Math.max(0, Number(pings[1]) - 1); }
    return /^\/c\s+(?:timeout|echo)\b[^&|]*$/i.test(line) ? 0 : undefined;
  }
  if (!/^(?:powershell|pwsh)(?:\.exe)?$/i.test(name)) { return undefined; }
  const sleep = /\bStart-Sleep\s+(?:-s\w{0,10}\s+)?(\d{1,6})\b/i.exec(line);
  return sleep ? Number(sleep[1]) : undefined;
}
