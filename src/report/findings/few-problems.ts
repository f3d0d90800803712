import { InputProblem, problemPlace } from '../../manifests';
import { countOf } from '../../text';
import { Terminal } from '../terminal';

const MOST_PROBLEMS = 6;
const MOST_LINES = 3;

/** The worst problems with the input, in a few lines each; the others are counted. */
export function fewProblems(problems: readonly InputProblem[], terminal: Terminal): string[] {
  const told = problems.filter(({ level }) => level !== 'note');
  if (told.length === 0) { return []; }
  const ordered = [...told].sort((one, other) => Number(one.level !== 'error') - Number(other.level !== 'error'));
  const more = ordered.length - MOST_PROBLEMS;
  return [
    terminal.bold('Problems with the input'),
    ...ordered.slice(0, MOST_PROBLEMS).flatMap(problem =>
      bounded(terminal.wrap(`${problem.level}: ${problemPlace(problem)} ${problem.message}`, 2, MARK), MOST_LINES)),
    ...more > 0 ? [`  and ${countOf(more, 'more problem')}: --full`] : [],
  ];
}

/** The columns of ` …`. */
export const MARK = 2;

/** The first lines, with a sign that more follow. */
export function bounded(lines: readonly string[], most: number): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
}
