import { InputProblem } from '../input-problem';

/** A problem with a path that cannot be read. */
export function unreadable(file: string, e: unknown): InputProblem {
  const { code, message } = e as NodeJS.ErrnoException;
  const words = {
    ENOENT: 'This path does not exist. Check it, or synthesize first.',
    EACCES: 'You have no permission to read this. Change its permissions, or ask its owner.',
    EPERM: 'You have no permission to read this. Change its permissions, or ask its owner.',
  }[code ?? ''];
  return { level: 'error', file, message: words ?? `This cannot be read (${message}). Check the path.` };
}
