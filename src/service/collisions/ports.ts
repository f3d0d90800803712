import { CollisionCheck, Member } from './member';

/** Ports that were bound to the Service later and that cannot work. */
export const portProblems: CollisionCheck = members => members.flatMap(member => {
  const ports = member.kubeService?.ports ?? [];
  const { numbers, known } = knownPorts(member);
  return ports.flatMap((port, index) => {
    const target = port.targetPort ?? port.port;
    const others = ports.slice(0, index);
    return [
      ...known.has(`${target}/${port.protocol ?? 'TCP'}`) ? [] : [`leads to ${target}. Allowed: a port that a container has: ${numbers.join(', ')}. `
        + "No container listens there: every request to it is refused. Remedy: add it to 'ports', or bind another targetPort."],
      ...others.some(other => other.port === port.port && (other.protocol ?? 'TCP') === (port.protocol ?? 'TCP')) ? [twice('number')] : [],
      ...port.name !== undefined && others.some(other => other.name === port.name) ? [twice('name')] : [],
      ...port.name === undefined && ports.length > 1 ? ['has no name. Allowed: a name for each, where there are several. '
        + "The API server rejects the Service, and the release stops. Remedy: bind it with a 'name'."] : [],
    ].map(text => ({ member, text: `port ${port.port} of the Service ${text}` }));
  });
});

function twice(what: string): string {
  return `has the ${what} of another port. Allowed: each ${what} once. The API server rejects the Service, or requests to one port reach the other. `
    + `Remedy: bind it with another ${what}.`;
}

function knownPorts({ service: { deployment }, sidecars }: Member): { numbers: number[]; known: Set<string> } {
  const serving = [...deployment.containers, ...deployment.initContainers.filter(({ name }) => sidecars.has(name))];
  const ports = serving.flatMap(container => container.ports);
  return { numbers: ports.map(({ number }) => number), known: new Set(ports.map(({ number, protocol }) => `${number}/${protocol ?? 'TCP'}`)) };
}
