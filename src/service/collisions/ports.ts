import { CollisionCheck } from './member';

/** Ports that were bound to the Service later and lead nowhere. */
export const portProblems: CollisionCheck = members => members.flatMap(member => {
  const { deployment, service } = member.service;
  const known = new Set([...deployment.containers, ...deployment.initContainers].flatMap(container => container.ports.map(port => port.number)));
  return service.ports.filter(port => !known.has(port.targetPort ?? port.port)).map(port => ({
    member,
    text: `port ${port.port} of the Service leads to ${port.targetPort ?? port.port}. Allowed: a port that a container has: ${[...known].join(', ')}. `
      + "Nobody listens there: every request to it is refused. Remedy: add it to 'ports', or bind another targetPort.",
  }));
});
