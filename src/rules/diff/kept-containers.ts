import { Change } from './object-diff';
import { runningContainers } from '../../analysis/pod/containers';
import { Container, Workload } from '../../manifests';

/** The containers and sidecars that stay, by their names. */
export function keptContainers({ before, after }: Change<Workload>): Change<Container>[] {
  const known = new Map(runningContainers(before).map(container => [container.name, container]));
  return runningContainers(after).flatMap(container => {
    const old = known.get(container.name);
    return old ? [{ before: old, after: container }] : [];
  });
}

/** The container that serves requests, if it is the same one before and after. */
export function keptServing({ before, after }: Change<Workload>): Change<Container> | undefined {
  return before.serving && after.serving && before.serving.name === after.serving.name
    ? { before: before.serving, after: after.serving }
    : undefined;
}
