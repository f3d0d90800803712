import { answer, Client, Counted } from './api-load';
import { ANNOUNCED, manifestsOf, Orders, Place, Release } from './orders';
import { Step, underClients } from './releases';

/** What clients of an address see after a step. */
export interface Seen {
  readonly step: string;
  readonly path: string;
  readonly status: number;
  /** Each header in a line, as it came. */
  readonly headers: readonly string[];
}

export interface Life {
  readonly counted: Counted;
  readonly seen: readonly Seen[];
}

export const RATE = 150;

const V1: Orders = { name: 'orders-v1', knows: 'v1', knowsRoot: true };
const V2: Orders = { name: 'orders-v2', knows: 'v2', knowsRoot: true };
const NEWER = { ...V1, build: 2 };

const FIRST: Client = { path: '/v1/orders', understands: ['v1'] };
const SECOND: Client = { path: '/v2/orders', understands: ['v2'] };
/** Those that name no version take what is announced to them. */
const UNNAMED: Client = { path: '/orders', understands: ['v1', 'v2'] };

const BOTH = { v1: { by: 'orders-v1' }, v2: { by: 'orders-v2' } };
const LEAVING = { v1: { by: 'orders-v1', retirement: ANNOUNCED }, v2: { by: 'orders-v2' } };

interface LifeStep extends Omit<Step, 'yaml' | 'look'> {
  readonly called: string;
  readonly release: Release;
}

export const STEPS: readonly LifeStep[] = [
  { called: 'v1 alone', release: { services: [V1], versions: { v1: BOTH.v1 }, byDefault: 'v1' }, after: [FIRST, UNNAMED] },
  { called: 'a new build of v1', release: { services: [NEWER], versions: { v1: BOTH.v1 }, byDefault: 'v1' } },
  { called: 'v2 is added', release: { services: [NEWER, V2], versions: BOTH, byDefault: 'v1' }, after: [FIRST, SECOND, UNNAMED] },
  { called: 'the retirement of v1 is announced', release: { services: [NEWER, V2], versions: LEAVING, byDefault: 'v1' } },
  { called: 'the default moves to v2', release: { services: [NEWER, V2], versions: LEAVING, byDefault: 'v2' } },
  {
    called: 'the clients of v1 have left, and its route is removed',
    release: { services: [NEWER, V2], versions: { v2: BOTH.v2 }, byDefault: 'v2' },
    before: [SECOND, UNNAMED],
  },
  { called: 'the service of v1 is removed', release: { services: [V2], versions: { v2: BOTH.v2 }, byDefault: 'v2' } },
];

const TOLD = /^(x-version|x-build|deprecation|sunset|link|vary|access-control-expose-headers)$/i;

export async function live(router: string, place: Place): Promise<Life> {
  const seen: Seen[] = [];
  const look = (step: string) => async (): Promise<void> => {
    for (const { path } of [FIRST, SECOND, UNNAMED]) {
      const { status, raw } = await answer(router, path);
      const lines = raw.flatMap((name, i) => i % 2 === 0 && TOLD.test(name) ? [`${name}: ${raw[i + 1]}`] : []);
      seen.push({ step, path, status, headers: lines });
    }
  };
  const counted = await underClients(router, RATE, STEPS.map(({ called, release, ...clients }) =>
    ({ yaml: manifestsOf(release, place), look: look(called), ...clients })));
  return { counted, seen };
}
