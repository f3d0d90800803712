import { setTimeout as sleep } from 'node:timers/promises';
import { ApiLoad, Client, Counted } from './api-load';
import { backend, httpRoute } from './manifests';
import { HOST, Place } from './orders';
import { inNamespace, kubectl } from '../updates/kubectl';

/** A way to lead a path that clients call to another Service. */
export interface Switch {
  readonly way: string;
  readonly counted: Counted;
}

interface Way {
  readonly way: string;
  /** By release: what takes the requests, and what another rule names. */
  readonly releases: (was: string, next: string) => { readonly to: string; readonly named: readonly string[] }[];
}

const NAMESPACE = 'zero-downtime-switches';
const RATE = 200;
export const SWITCHES = 20;
const CALLED: Client = { path: '/orders', understands: ['v1'] };

const WAYS: readonly Way[] = [
  { way: 'at once', releases: (_, next) => [{ to: next, named: [] }] },
  {
    way: 'a rule that no client calls names the new Service first',
    releases: (was, next) => [{ to: was, named: [next] }, { to: next, named: [] }],
  },
  {
    way: 'the same, and it names the old Service until after the switch',
    releases: (was, next) => [{ to: was, named: [next] }, { to: next, named: [was, next] }, { to: next, named: [] }],
  },
];

/** Leads a path from Service to Service, all of the same pods, in each way. */
export function switchesOn(router: string, { image, gateway }: Place): Promise<Switch[]> {
  const apply = (objects: readonly object[]): Promise<string> =>
    kubectl(['apply', '--namespace', NAMESPACE, '--filename=-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  const route = ({ to, named }: { readonly to: string; readonly named: readonly string[] }): Promise<string> => {
    const unused = named.map(version => ({ version, matches: [{ path: { type: 'Exact', value: `/unused/${version}` } }] }));
    return apply([httpRoute({ name: 'orders', hosts: [HOST], rules: [{ version: to }, ...unused] }, gateway)]);
  };
  return inNamespace(NAMESPACE, async () => {
    const [service, deployment] = backend('v1', image) as { metadata: object }[];
    const names = WAYS.flatMap((_, way) => Array.from({ length: SWITCHES }, (__, i) => `way-${way}-${i}`));
    await apply([service, deployment, ...names.map(name => ({ ...service, metadata: { name } }))]);
    await kubectl(['rollout', 'status', 'deployment/v1', '--namespace', NAMESPACE, '--timeout=180s']);
    await route({ to: 'v1', named: [] });
    await sleep(6000);
    const switches: Switch[] = [];
    let was = 'v1';
    for (const [i, { way, releases }] of WAYS.entries()) {
      const load = await ApiLoad.of(router, RATE, [CALLED]);
      for (const next of names.slice(i * SWITCHES, (i + 1) * SWITCHES)) {
        for (const release of releases(was, next)) { await route(release); await sleep(1500); }
        was = next;
      }
      switches.push({ way, counted: await load.stop() });
    }
    return switches;
  });
}
