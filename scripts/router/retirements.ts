import { stringify } from 'yaml';
import { Client, Counted } from './api-load';
import { httpRoute } from './manifests';
import { ANNOUNCED, manifestsOf, Orders, Place, Release } from './orders';
import { Step, underClients } from './releases';
import { parseManifests } from '../../src/manifests';
import { foundBetween } from '../updates/errors';

/** A change of a version that costs requests, and how it costs none. */
export interface Retirement {
  readonly change: string;
  readonly recipe: string;
  readonly before: string;
  readonly clients: readonly Client[];
  readonly unsafe: readonly Step[];
  readonly safe: readonly Step[];
}

export interface Proved {
  readonly change: string;
  readonly recipe: string;
  /** The rules by which `diff` finds the change. */
  readonly rules: readonly string[];
  readonly unsafe: Counted;
  readonly safe: Counted;
}

const RATE = 100;
const V1: Orders = { name: 'orders-v1', knows: 'v1' };
const V2: Orders = { name: 'orders-v2', knows: 'v2' };
const NEXT: Orders = { ...V1, name: 'orders-v1-next', build: 2 };
const ROOTED = [{ ...V1, knowsRoot: true }, { ...V2, knowsRoot: true }];
const BOTH = { v1: { by: 'orders-v1' }, v2: { by: 'orders-v2' } };

const FIRST: Client = { path: '/v1/orders', understands: ['v1'] };
const SECOND: Client = { path: '/v2/orders', understands: ['v2'] };
const UNNAMED: Client = { path: '/orders', understands: ['v1', 'v2'] };
const PATIENT: Client = { path: '/orders?ms=2000', understands: ['v1', 'v2'] };

export function retirementsAt(place: Place): Retirement[] {
  const yaml = (release: Release): string => manifestsOf(release, place);
  const running: Release = { services: [V1, V2], versions: BOTH };
  const both = yaml(running);
  const withoutRoute = yaml({ ...running, versions: { v2: BOTH.v2 } });
  // Contour tells Envoy of routes and of Services apart: a Service that no route named until now misses its first requests.
  const preview = stringify(httpRoute(
    { name: 'preview', hosts: ['preview.example.com'], rules: [{ version: NEXT.name }] }, place.gateway,
  ));
  const byDefault: Release = { ...running, services: ROOTED, byDefault: 'v1' };
  return [
    {
      change: "v1's route is removed while clients call it",
      recipe: 'it is announced, its clients turn to v2, and then the route is removed',
      before: both,
      clients: [FIRST, SECOND],
      unsafe: [{ yaml: withoutRoute }],
      safe: [
        { yaml: yaml({ ...running, versions: { ...BOTH, v1: { ...BOTH.v1, retirement: ANNOUNCED } } }) },
        { yaml: withoutRoute, before: [SECOND] },
      ],
    },
    {
      change: "the path of v1 leads to v2's Service",
      recipe: 'a build of v2 that knows both versions first',
      before: both,
      clients: [FIRST, SECOND],
      unsafe: [{ yaml: yaml({ ...running, versions: { ...BOTH, v1: { by: 'orders-v2' } } }) }],
      safe: [
        { yaml: yaml({ ...running, services: [V1, { ...V2, knows: 'v2,v1' }] }) },
        { yaml: yaml({ services: [V1, { ...V2, knows: 'v2,v1' }], versions: { ...BOTH, v1: { by: 'orders-v2' } } }) },
      ],
    },
    {
      change: 'the path of v1 is divided 50 to 50 between v1 and v2',
      recipe: '50 to 50 between two builds of v1; a route of another host names the new Service first',
      before: both,
      clients: [FIRST, SECOND],
      unsafe: [{ yaml: dividedBetween(both) }],
      safe: [
        { yaml: `${yaml({ ...running, services: [V1, V2, NEXT] })}---\n${preview}` },
        { yaml: `${yaml({ services: [V1, V2, NEXT], versions: { ...BOTH, v1: { by: V1.name, next: NEXT.name } } })}---\n${preview}` },
      ],
    },
    {
      change: 'the default moves to v2, and the route and the pods of v1 are removed with it',
      recipe: 'the pods in a later release',
      before: yaml(byDefault),
      clients: [UNNAMED, SECOND, UNNAMED, PATIENT],
      unsafe: [{ yaml: yaml({ services: [ROOTED[1]], versions: { v2: BOTH.v2 }, byDefault: 'v2' }) }],
      safe: [
        { yaml: yaml({ services: ROOTED, versions: { v2: BOTH.v2 }, byDefault: 'v2' }) },
        { yaml: yaml({ services: [ROOTED[1]], versions: { v2: BOTH.v2 }, byDefault: 'v2' }) },
      ],
    },
    {
      change: "the prefix is removed from the paths of v1 (`stripPrefix`), which its pods do not know",
      recipe: 'a build of v1 that knows both paths first',
      before: both,
      clients: [FIRST, SECOND],
      unsafe: [{ yaml: yaml({ ...running, versions: { ...BOTH, v1: { by: 'orders-v1', stripPrefix: true } } }) }],
      safe: [
        { yaml: yaml({ ...running, services: [ROOTED[0], V2] }) },
        { yaml: yaml({ services: [ROOTED[0], V2], versions: { ...BOTH, v1: { by: 'orders-v1', stripPrefix: true } } }) },
      ],
    },
  ];
}

/** What the construct refuses: half of the requests of v1 to another version. */
function dividedBetween(yaml: string): string {
  return parseManifests('release.yaml', yaml).objects.map(({ kind, json }) => {
    if (kind !== 'HTTPRoute') { return stringify(json); }
    const { spec, ...others } = structuredClone(json) as { spec: { rules: { backendRefs: object[] }[] } };
    const [[one], [other]] = spec.rules.map(({ backendRefs }) => backendRefs);
    spec.rules[0].backendRefs = [{ ...one, weight: 50 }, { ...other, weight: 50 }];
    return stringify({ ...others, spec });
  }).join('---\n');
}

export async function provedOn(router: string, { change, recipe, before, clients, unsafe, safe }: Retirement): Promise<Proved> {
  const rules = foundBetween(before, unsafe[0].yaml);
  const first: Step = { yaml: before, after: clients };
  const run = (steps: readonly Step[]): Promise<Counted> => underClients(router, RATE, [first, ...steps]);
  return { change, recipe, rules, unsafe: await run(unsafe), safe: await run(safe) };
}
