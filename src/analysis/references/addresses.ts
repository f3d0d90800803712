import { Target, targetOf } from './reference';

/** The Service that an address in the cluster is of: `http://oauth.auth.svc.cluster.local:4180`, or `http://oauth:4180` of the own namespace. */
export function addressedService(address: string, own: string | undefined): Target[] {
  const [, host] = /^https?:\/\/([a-z0-9.-]{1,253})(?:[:/?]|$)/.exec(address) ?? [];
  const [name, namespace, svc] = host?.split('.') ?? [];
  if (!name || (namespace !== undefined && svc !== 'svc')) { return []; }
  return [targetOf('/Service', namespace ?? own, name)];
}
