import { InputProblem } from '../manifests';

/** A problem with a source as a whole, or with one of its files. */
export function sourceError(file: string, message: string, level: InputProblem['level'] = 'error'): InputProblem {
  return { level, file, message };
}
