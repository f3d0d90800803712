import { CHECK } from './check';
import { DIFF } from './diff';
import { REHEARSE } from './rehearse';
import { EXPLAIN, RULES_USAGE } from './rules';
import { TIMELINE } from './timeline';
import { Entry, Usage } from './usage';
import { Terminal } from '../../report/terminal';

const PROGRAM = 'cdk8s-zero-downtime';

/** In the order in which a reader needs them. */
export const USAGES: readonly Usage[] = [CHECK, DIFF, TIMELINE, REHEARSE, RULES_USAGE, EXPLAIN];

/** All commands, one line each. */
export function overallHelp(terminal: Terminal): string {
  return lines([
    terminal.wrap('Finds and rehearses what users of Kubernetes services would notice of updates, node drains and failures.'),
    section('Commands', table(USAGES.map(({ command, does }): Entry => [command, does]), terminal), terminal),
    section('Options', table([['--help', 'of each command, with examples; or help COMMAND'], ['--version', 'of this program']], terminal), terminal),
    section('Getting started', examples([['Manifests that cdk8s synthesized', 'check dist'], ['The changes of a branch', 'diff git:origin/main:manifests manifests']], terminal), terminal),
  ]);
}

/** How one command is called, with examples. */
export function helpOf(usage: Usage, terminal: Terminal): string {
  const { command, synopses, does, operands, options, exits } = usage;
  const optional = options.length > 0 ? ' [OPTION…]' : '';
  return lines([
    synopses.flatMap(synopsis => hanging(`${PROGRAM} ${command}${synopsis === '' ? '' : ` ${synopsis}`}${optional}`, 4, terminal).map(terminal.bold)),
    terminal.wrap(does, 2),
    table(operands, terminal),
    section('Options', table(options, terminal), terminal),
    section('Examples', examples(usage.examples, terminal), terminal),
    terminal.wrap(exits),
  ]);
}

function lines(blocks: readonly (readonly string[])[]): string {
  return `${blocks.filter(block => block.length > 0).map(block => block.join('\n')).join('\n\n')}\n`;
}

function section(title: string, content: readonly string[], terminal: Terminal): string[] {
  return content.length === 0 ? [] : [terminal.bold(title), ...content];
}

const WIDEST = 26;
/** Below this width, descriptions are printed under their entries. */
const NARROW = 72;

function table(entries: readonly Entry[], terminal: Terminal): string[] {
  const column = terminal.width < NARROW ? 6 : Math.min(WIDEST, Math.max(0, ...entries.map(([written]) => written.length)) + 4);
  return entries.flatMap(([written, means]) => {
    const [first, ...more] = terminal.wrap(means, column);
    const fits = written.length + 4 <= column;
    return fits ? [`  ${written}`.padEnd(column) + first.trimStart(), ...more] : [`  ${written}`, first, ...more];
  });
}

const TIE = '\u00a0';

/** Wrapped commands stay valid: each line but the last ends with a backslash. */
function examples(entries: readonly Entry[], terminal: Terminal): string[] {
  return entries.flatMap(([what, words]) => {
    const command = words.includes(PROGRAM) && !words.startsWith('check') ? words : `${PROGRAM} ${words}`;
    // Between quotes a line break would be part of the word.
    const shown = hanging(command.replace(/'[^']*'/g, quoted => quoted.replaceAll(' ', TIE)), 6, terminal, 4).map(line => line.replaceAll(TIE, ' '));
    return [...terminal.wrap(`# ${what}`, 4), ...shown.map((line, i) => i < shown.length - 1 ? `${line} \\` : line)];
  });
}

function hanging(text: string, indent: number, terminal: Terminal, first: number = 0): string[] {
  const [head, ...more] = terminal.wrap(text, indent, 2);
  return [`${' '.repeat(first)}${head.trimStart()}`, ...more];
}
