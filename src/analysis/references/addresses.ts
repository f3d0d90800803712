import { Target, targetOf } from './reference';

/** The Service of an address in the cluster: `http://oauth.auth.svc.cluster.local:4180`, or `http://oauth:4180` in the same namespace. */
export function addressedService(address: string, own: string | undefined): Target[] {
  const [, host] = /^https?:\/\/([a-z0-9.-]{1,253})(?:[:/?]|$)/.exec(address) ?? [];
  const [name, namespace, svc] = host?.split('.') ?? [];
  if (!name || (namespace !== undefined && svc !== 'svc')) { return []; }
  return [targetOf('/Service', namespace ?? own, name)];
}
