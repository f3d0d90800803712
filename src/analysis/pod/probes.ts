import { Container, CONTAINER_PATHS, Path, Probe } from '../../manifests';

/** Which probe of a container, as a sentence names it. */
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

/** Where a probe of a container stands, or would. */
export function probePath({ path }: Container, name: ProbeName): Path {
  return [...path, ...CONTAINER_PATHS[name]];
}
