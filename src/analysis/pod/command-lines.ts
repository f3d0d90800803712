import { isCommandLine } from './shell';
import { FieldCursor, listAt, Path, stringAt, stringsAt } from '../../manifests';

/** A command whose program is a whole command line. */
export interface CommandLine {
  readonly container: string;
  /** The field that runs it. */
  readonly by: 'container' | 'probe' | 'hook';
  readonly path: Path;
  readonly line: string;
}

const COMMANDS: readonly [CommandLine['by'], Path][] = [
  ['container', ['command']],
  ['probe', ['startupProbe', 'exec', 'command']],
  ['probe', ['readinessProbe', 'exec', 'command']],
  ['probe', ['livenessProbe', 'exec', 'command']],
  ['hook', ['lifecycle', 'postStart', 'exec', 'command']],
  ['hook', ['lifecycle', 'preStop', 'exec', 'command']],
];

/** The commands of a pod that cannot be found as programs, since no shell splits them. */
export function commandLinesOf(spec: FieldCursor): CommandLine[] {
  return ['containers', 'initContainers'].flatMap(list => listAt(spec, [list])).flatMap(container => COMMANDS.flatMap(([by, path]) => {
    const words = stringsAt(container, path);
    return isCommandLine(words) ? [{ container: stringAt(container, ['name']) ?? '', by, path: [...container.path, ...path], line: words[0] }] : [];
  }));
}
