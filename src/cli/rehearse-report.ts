import { clock } from './clock';
import { Io } from './io';
import { writeOutput } from './output';
import { RehearsalFormat, RehearseOptions } from './rehearse-options';
import { countsOf } from '../rehearse/load/statistics';
import { podsByPhase } from '../rehearse/observe/pod-phases';
import { Plan } from '../rehearse/plan/plan';
import { Rehearsal } from '../rehearse/rehearsal';
import { Rehearsed, RunProgress } from '../rehearse/rehearse';
import { rehearsalAsHtml } from '../report/rehearsal/html';
import { rehearsalAsJson } from '../report/rehearsal/json';
import { rehearsalAsMarkdown } from '../report/rehearsal/markdown';
import { progressLine } from '../report/rehearsal/progress';
import { summaryOf } from '../report/rehearsal/summary';
import { rehearsalAsSvg } from '../report/rehearsal/svg';
import { rehearsalAsText } from '../report/rehearsal/text';
import { TerminalOptions } from '../report/terminal';

export const EXIT_NOT_DONE = 2;
const EXITS = { clean: 0, failed: 1, unfinished: 1, void: EXIT_NOT_DONE };

const FORMATS: Record<RehearsalFormat, (rehearsal: Rehearsal, terminal: TerminalOptions) => string> = {
  text: rehearsalAsText,
  json: rehearsalAsJson,
  markdown: rehearsalAsMarkdown,
  html: rehearsalAsHtml,
  svg: rehearsal => rehearsalAsSvg(rehearsal),
};

/** Prints the progress of a run. */
export function progressTo({ progress, err }: Io, { repeat }: Plan): (now: RunProgress) => void {
  let phase = '';
  return now => {
    const doing = repeat > 1 ? `${now.phase}, run ${now.run + 1} of ${repeat}` : now.phase;
    if (progress) {
      const { attempts, pods, since } = now;
      const { sent, failed } = countsOf(attempts);
      const elapsed = (clock() - since) / 1000;
      progress.show(progressLine({ doing, elapsed, requests: sent, failed, pods: podsByPhase(pods, clock()) }, progress.width));
    } else if (doing !== phase) {
      // The log of a pipeline gets one line for each phase.
      phase = doing;
      err(`${doing}\n`);
    }
  };
}

/** Writes the report, and returns the exit code. */
export function report({ rehearsal, problems, restored }: Rehearsed, { format, out }: RehearseOptions, io: Io): number {
  restored.forEach(line => io.err(`${line}\n`));
  problems.forEach(line => io.err(`error: ${line}\n`));
  if (rehearsal === undefined) { return EXIT_NOT_DONE; }
  const terminal = { colours: io.colours, width: io.width };
  if (!writeOutput(FORMATS[format](rehearsal, out === undefined ? terminal : {}), out, io)) { return EXIT_NOT_DONE; }
  if (out !== undefined) { io.err(`${rehearsalAsText(rehearsal, { width: io.width }).split('\n\n')[1]}\n`); }
  return problems.length > 0 ? EXIT_NOT_DONE : EXITS[summaryOf(rehearsal).outcome];
}
