import { endsAtOnce } from './instant-requests';
import { oneLinerSeconds } from './one-liners';
import { groupedStatementsOf, Statement } from './shell-statements';
import { refusedScriptOf } from './shell-syntax';
import { isWindowsShell, windowsSeconds } from './windows-commands';

const DURATION = /^(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})([smhd]?)$/;
const SECONDS: Record<string, number> = { '': 1, 's': 1, 'm': 60, 'h': 3600, 'd': 86_400 };
const SHELL = /^(?:ba|da|a|z|k)?sh$/;
const BLOCKS = /^(?:while|until|for|if|case|select|function|\[\[|!)$/;
const LONGEST_SCRIPT = 10_000;
const DEEPEST = 4;

/** Programs that run the command after their options. */
const STARTERS = new Set(['exec', 'nohup', 'command', 'busybox', 'env', 'nice', 'time', 'tini', 'dumb-init']);
/** Programs that end at once. */
const INSTANT = new Set([
  'true', 'false', ':', 'echo', 'printf', 'touch', 'date', 'exit', 'cd', 'export', 'set', 'unset', 'pwd', 'hostname', 'uname', 'logger', 'mkdir', 'rm',
  'mv', 'cp', 'ln', 'chmod', 'chown', 'ls', 'kill', 'pkill', 'test', '[', 'read', 'disown', 'trap', 'umask', 'apachectl', 'apache2ctl',
]);
/** Commands whose result decides whether what follows `&&` or `||` runs. */
const CONDITIONS = new Set(['test', '[', 'false', 'pgrep', 'grep']);

/**
 * How long a command waits, if its text shows it: `sleep 10`, or a shell script whose plain statements
 * include a sleep. Other statements beside a sleep count as 0, so it is the minimum. 0 if no statement waits, as in `echo bye`,
 * `sleep 15 &` or a `timeout 90` without a command. Undefined if it is not known: for other programs, loops and branches.
 */
export function sleepSeconds(command: readonly string[], depth = 0): number | undefined {
  const [program = ''] = command;
  if (command.length === 0 || /\s/.test(program.trim()) || depth > DEEPEST) { return undefined; }
  if (!SHELL.test(nameOf(program))) { return secondsOf(command, depth); }
  const script = scriptOf(command);
  // Without -c, the shell looks for a file, and a command line is not a file.
  if (script === undefined) { return command.length === 2 && /\s/.test(command[1].trim()) && !command[1].startsWith('/') ? 0 : undefined; }
  const statements = scriptStatements(script);
  return statements && !refusedScriptOf(command) ? totalOf(statements, depth) : undefined;
}

/**
 * How long commands in the background of a shell script keep its output open, as in `sleep 15 &`: container runtimes may wait for
 * that. Undefined if nothing does, as in `sleep 15 > /dev/null 2>&1 &`, or if it is not known.
 */
export function backgroundSeconds(command: readonly string[]): number | undefined {
  const script = SHELL.test(nameOf(command[0] ?? '')) ? scriptOf(command) : undefined;
  const statements = script === undefined ? undefined : scriptStatements(script);
  const open = statements?.filter(({ end, isSilent }) => end !== '&' || !isSilent);
  if (!open?.some(({ end }) => end === '&')) { return undefined; }
  return totalOf([...open.filter(({ words: [first] }) => first !== 'exit'), { words: ['wait'], isOpaque: false, isSilent: false, end: '' }], 0);
}

function scriptOf(command: readonly string[]): string | undefined {
  const flag = command.findIndex(arg => /^-[a-z]{0,10}c$/.test(arg));
  return flag < 0 ? undefined : command[command[flag + 1] === '--' ? flag + 2 : flag + 1] ?? '';
}

function scriptStatements(script: string): Statement[] | undefined {
  return script.length > LONGEST_SCRIPT ? undefined : groupedStatementsOf(script);
}

const ENDLESS = /(?:^|[;\n])[^\S\n]*(?:exec\s+)?(?:\/\S{1,100}\/)?(?:sleep\s+inf(?:inity)?|tail\s+-[fF]\s+\/dev\/null)[\s;]*$/;

/** What may tell the server to stop: with it ends the container, and a hook that waits for just that. */
const STOPS = /\b(?:quit|stop|kill|pkill|killall|shutdown|exit|drain\w{0,20})\b/i;

/** Whether a command ends only when it is killed: `sleep infinity`. */
export function isEndless(command: readonly string[]): boolean {
  const isScript = SHELL.test(nameOf(command[0] ?? ''));
  const text = isScript ? command[command.findIndex(arg => /^-[a-z]{0,10}c$/.test(arg)) + 1] ?? '' : command.join(' ');
  return ENDLESS.test(text) && !STOPS.test(text);
}

function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

/** The least that statements take together, one after the other. */
function totalOf(statements: readonly Statement[], depth: number): number | undefined {
  if (statements.some(({ words: [first] }) => BLOCKS.test(first ?? ''))) { return undefined; }
  let total = 0;
  let behind = 0;
  let isTold = true;
  let mayHaveEnded = false;
  for (const list of listsOf(statements)) {
    const [{ words }] = list;
    const seconds = words[0] === 'wait' ? 0 : timeOf(list, depth);
    if (mayHaveEnded && seconds !== 0) { return undefined; }
    if (list.at(-1)!.end === '&') {
      behind = Math.max(behind, total + (seconds ?? NaN));
      continue;
    }
    isTold &&= seconds !== undefined && !(words[0] === 'wait' && Number.isNaN(behind));
    total += seconds ?? 0;
    if (words[0] === 'wait') { total = Math.max(total, behind || 0); }
    if (endsScript(list[0])) { break; }
    mayHaveEnded ||= list.some(endsScript);
  }
  return total > 0 || isTold ? total : undefined;
}

// `exec > file` runs no program.
function endsScript({ words }: Statement): boolean {
  return words[0] === 'exit' || (words[0] === 'exec' && words.length > 1);
}

/** Statements that `&&`, `||` or `|` connect: what ends the last one is true for all. */
function listsOf(statements: readonly Statement[]): Statement[][] {
  const lists: Statement[][] = [[]];
  for (const statement of statements) {
    lists.at(-1)!.push(statement);
    if ([';', '&', ''].includes(statement.end)) { lists.push([]); }
  }
  return lists.filter(list => list.length > 0);
}

function timeOf(list: readonly Statement[], depth: number): number | undefined {
  let total = 0;
  let isTold = true;
  let before: Statement | undefined;
  let last: number | undefined;
  for (const statement of list) {
    const seconds = waitOf(statement, depth);
    const isDecided = before?.end === '||' || (before?.end === '&&' && CONDITIONS.has(nameOf(before.words[0] ?? '')));
    if (before?.end === '|') {
      // All parts of a pipeline run at the same time.
      total += Math.max(0, (seconds ?? 0) - (last ?? 0));
    } else if (isDecided && seconds !== 0) {
      if (before?.end !== '||' || !last) { return undefined; }
    } else {
      total += seconds ?? 0;
    }
    isTold &&= seconds !== undefined;
    before = statement;
    last = seconds;
  }
  return total > 0 || isTold ? total : undefined;
}

function waitOf({ words, isOpaque, group }: Statement, depth: number): number | undefined {
  if (group) { return totalOf(group, depth + 1); }
  const command = withoutAssignments(words);
  if (!isOpaque) { return command.length === 0 ? 0 : secondsOf(command, depth); }
  // The shell first runs what it puts in.
  const inserted = words.filter(word => /[`(]/.test(word));
  const isInstant = command.length === 0 ? inserted.length === 0 : INSTANT.has(nameOf(command[0]));
  return isInstant && !inserted.some(word => /\bsleep\b/.test(word)) ? 0 : undefined;
}

function withoutAssignments(words: readonly string[]): readonly string[] {
  const first = words.findIndex(word => !/^[A-Za-z_]\w{0,60}=/.test(word));
  return first < 0 ? [] : words.slice(first);
}

function secondsOf(command: readonly string[], depth: number): number | undefined {
  const [program = '', ...args] = command;
  const name = nameOf(program);
  if (STARTERS.has(name)) { return startedBy(name, args, depth + 1); }
  if (SHELL.test(name)) { return sleepSeconds(command, depth + 1); }
  if (INSTANT.has(name)) { return 0; }
  switch (name) {
    case 'sleep': return slept(args);
    case 'usleep': return /^\d{1,12}$/.test(args[0] ?? '') ? Number(args[0]) / 1_000_000 : undefined;
    case 'timeout': case 'timeout.exe': return limited(args, depth + 1);
    // It tells another process to stop, and does not wait.
    case 'nginx': return args.includes('-s') ? 0 : undefined;
    case 'httpd': case 'apache2': return args.includes('-k') ? 0 : undefined;
    case 'killall': return args.some(arg => /^(?:--wait|-\w{0,5}w\w{0,5})$/.test(arg)) ? undefined : 0;
    case 'tail': return undefined;
    case 'curl': case 'wget': return endsAtOnce(args) ? 0 : undefined;
    case 'ping': case 'ping.exe': return pinged(args);
    default: return isWindowsShell(program)
      ? windowsSeconds(command, words => sleepSeconds(words, depth + 1))
      : oneLinerSeconds(name, args);
  }
}

function startedBy(name: string, args: readonly string[], depth: number): number | undefined {
  // `command -v sleep` only looks for it.
  if (name === 'command' && /^-[vV]$/.test(args[0] ?? '')) { return 0; }
  const rest = withoutAssignments(args.slice(name === 'nice' && args[0] === '-n' ? 2 : 0));
  const first = rest.findIndex(arg => !arg.startsWith('-'));
  const command = first < 0 ? [] : withoutAssignments(rest.slice(first));
  return command.length === 0 ? 0 : sleepSeconds(command, depth);
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

// It waits a second between two requests.
function pinged(args: readonly string[]): number | undefined {
  const line = args.join(' ');
  const count = /(?:^|\s)-[nc]\s+(\d{1,6})(?=\s|$)/i.exec(line);
  return count && !/(?:^|\s)-(?:i|w|f|A)/.test(line) ? Math.max(0, Number(count[1]) - 1) : undefined;
}

const WITH_VALUE = /^(?:-k|-s|--kill-after|--signal)$/;

// `timeout` itself does not wait: it ends the command that it has started.
function limited(args: readonly string[], depth: number): number | undefined {
  let at = 0;
  while (/^-/.test(args[at] ?? '') && args[at] !== '-t') { at += WITH_VALUE.test(args[at]) ? 2 : 1; }
  if (args[at] === '-t') { at++; }
  const limit = duration(args[at] ?? '');
  const command = args.slice(at + 1);
  if (limit === undefined || command.length === 0) { return 0; }
  if (nameOf(command[0]) === 'tail' && command.some(arg => /^-\w{0,5}[fF]/.test(arg))) { return limit; }
  const seconds = nameOf(command[0]) === 'sleep' && /^inf/.test(command[1] ?? '') ? limit : sleepSeconds(command, depth);
  return seconds === undefined ? undefined : Math.min(limit, seconds);
}
