import { Manifests } from '../manifests';

/** Manifests, with a problem if there is no object: a command without input would always pass, unnoticed. */
export function requireObjects(manifests: Manifests, source: string, done: 'checked' | 'compared' | 'rehearsed'): Manifests {
  const { objects, problems } = manifests;
  if (objects.length > 0 || problems.some(({ level }) => level === 'error')) { return manifests; }
  const message = `The input contains no Kubernetes object, so nothing was ${done}. Check the path, or synthesize first.`;
  return { objects, problems: [...problems, { level: 'error', file: source, message }] };
}
