import { Container, CONTAINER_PATHS, Path, PreStopHook } from '../../manifests';
import { shorten } from '../../text';

/** For the beginning of a sentence: `Container web`. */
export function capitalizedContainerLabel({ name }: Container): string {
  return name === '' ? 'A container without a name' : `Container ${shorten(name)}`;
}

/** For the middle of a sentence: `container web`. */
export function containerLabel({ name }: Container): string {
  return name === '' ? 'a container without a name' : `container ${shorten(name)}`;
}

/** The path of the duration of a container's hook, also if there is no hook. */
export function hookPath({ path, preStop }: Container): Path {
  return [...path, ...CONTAINER_PATHS.preStop, ...HOOK_LENGTH[preStop?.kind ?? 'unknown']];
}

const HOOK_LENGTH: { readonly [kind in PreStopHook['kind']]: Path } = {
  sleep: ['sleep', 'seconds'], exec: ['exec', 'command'], httpGet: ['httpGet'], unknown: [],
};
