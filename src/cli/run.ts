import { inert, inertMessage } from './inert';
import { Io } from './io';
import { helpOf, overallHelp, USAGES } from './usage/help';
import { versionOf } from './version';
import { terminalOf } from '../report/terminal';
import { meantWord, shorten } from '../text';

/** Help has short entries, each of which fits on one line of a wide terminal. */
const WIDEST_HELP = 140;

/** Runs one command line and returns its exit code; that of `rehearse` as a promise. */
export function run(args: string[], io: Io): number | Promise<number> {
  return runCommand(args, { ...io, out: text => io.out(inert(text)), err: text => io.err(inertMessage(text)) });
}

function runCommand(args: string[], io: Io): number | Promise<number> {
  const [command, ...rest] = args;
  const words = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined);
  if (words.some(word => word === '--help' || word === '-h')) { return help(command, io); }
  switch (command) {
    case 'check':
      return loadCheckCommand().checkCommand(rest, io);
    case 'diff':
      return loadDiffCommand().diffCommand(rest, io);
    case 'timeline':
      return loadTimelineCommand().timelineCommand(rest, io);
    case 'rehearse':
      return loadRehearseCommand().rehearseCommand(rest, io);
    case 'rules':
      return loadRulesCommand().rulesCommand(rest, io);
    case 'explain':
      return loadRulesCommand().explainCommand(rest, io);
    case '--version':
    case '-V':
    case 'version':
      io.out(`${versionOf()}\n`);
      return 0;
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return help(rest[0], io);
    default:
      return noSuch(command, io);
  }
}

function help(command: string | undefined, io: Io): number {
  const terminal = terminalOf({ width: io.width ?? WIDEST_HELP, colours: io.colours }, WIDEST_HELP);
  if (command === undefined || command === 'help') {
    io.out(overallHelp(terminal));
    return 0;
  }
  const usage = USAGES.find(each => each.command === command);
  if (usage === undefined) { return noSuch(command, io); }
  io.out(helpOf(usage, terminal));
  return 0;
}

function noSuch(command: string, io: Io): number {
  const meant = meantWord(command, USAGES.map(usage => usage.command));
  io.err(`There is no command '${shorten(command)}'${meant === undefined ? '' : `: did you mean ${meant}?`}\n\n${overallHelp(terminalOf({ width: io.width }))}`);
  return 2;
}

/** Lazy: no command needs the code of the others. */
function loadCheckCommand(): typeof import('./check-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./check-command');
}

function loadDiffCommand(): typeof import('./diff-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./diff-command');
}

function loadTimelineCommand(): typeof import('./timeline-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./timeline-command');
}

function loadRehearseCommand(): typeof import('./rehearse-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./rehearse-command');
}

function loadRulesCommand(): typeof import('./rules-command') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./rules-command');
}
