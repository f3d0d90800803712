import { ManifestObject } from '../../manifests';
import { shorten } from '../../text';

/** `Deployment web`, as in messages. */
export function displayName({ kind, name }: Pick<ManifestObject, 'kind' | 'name'>): string {
  return `${shorten(kind)} ${shorten(name)}`;
}
