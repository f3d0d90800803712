import { Container, CONTAINER_PATHS, Path, Probe } from '../../manifests';

/** The name of a probe, for a sentence. */
export type ProbeName = 'startup' | 'readiness' | 'liveness';

export interface NamedProbe {
  readonly name: ProbeName;
  readonly probe: Probe;
  readonly path: Path;
}

const NAMES: readonly ProbeName[] = ['startup', 'readiness', 'liveness'];

/** The probes that a container has, in the order in which they act. */
export function probesOf(container: Container): NamedProbe[] {
  return NAMES.flatMap(name => {
    const probe = container[name];
    return probe ? [{ name, probe, path: probePath(container, name) }] : [];
  });
}

/** The path of a probe of a container, also if it is not set. */
export function probePath({ path }: Container, name: ProbeName): Path {
  return [...path, ...CONTAINER_PATHS[name]];
}
