import { Manifests } from '../manifests';

/** Manifests, with a problem where there is no object: a command that looks at nothing would pass for ever, unnoticed. */
export function requireObjects(manifests: Manifests, source: string, done: 'checked' | 'compared' | 'rehearsed'): Manifests {
  const { objects, problems } = manifests;
  if (objects.length > 0 || problems.some(({ level }) => level === 'error')) { return manifests; }
  const message = `There is no Kubernetes object in what was read, so nothing was ${done}. Check the path, or synthesize first.`;
  return { objects, problems: [...problems, { level: 'error', file: source, line: 1, message }] };
}
