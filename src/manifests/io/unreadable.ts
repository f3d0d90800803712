import { InputProblem } from '../input-problem';

/** A problem with a path that the file system does not let us read. */
export function unreadable(file: string, e: unknown): InputProblem {
  const { code, message } = e as NodeJS.ErrnoException;
  const words = {
    ENOENT: 'There is nothing at this path. Check it, or synthesize first.',
    EACCES: 'You may not read this. Change its permissions, or ask its owner.',
    EPERM: 'You may not read this. Change its permissions, or ask its owner.',
  }[code ?? ''];
  return { level: 'error', file, line: 1, message: words ?? `This cannot be read (${message}). Check the path.` };
}
