import { Release } from './variants';

/** Images, as the owner of the cluster names them. */
export interface Images {
  readonly image: string;
  /** The same application without a shell. */
  readonly noShell: string;
}

/** What happens to a service, and what its application is like meanwhile. */
export interface Disturbance {
  readonly id: string;
  readonly called: string;
  /** Options of `rehearse`. */
  readonly options: readonly string[];
  /** The releases; one where nothing is updated. */
  readonly releases: (images: Images) => readonly Release[];
}

const [NOW, NEXT] = [{ APP_VERSION: 'v1' }, { APP_VERSION: 'v2' }];

export const UPDATE: Disturbance = { id: 'update', called: 'update', options: [], releases: updated({}) };
export const EVICT: Disturbance = { id: 'evict', called: 'eviction of every pod', options: ['--evict'], releases: one };
export const SCALE_DOWN: Disturbance = {
  id: 'scale-down', called: 'scale-down from 2 to 1', options: ['--scale', '1'], releases: one,
};
const RESTART: Disturbance = { id: 'restart', called: 'restart', options: ['--restart'], releases: one };

/** All, the most common first. */
export const DISTURBANCES: readonly Disturbance[] = [
  UPDATE,
  RESTART,
  EVICT,
  SCALE_DOWN,
  {
    id: 'rollback',
    called: 'broken version (each answer is 500) and rollback',
    options: ['--rollback'],
    releases: ({ image }) => [{ image, env: NOW }, { image, env: { ...NEXT, BROKEN: '500' } }],
  },
  { id: 'slow-start', called: 'update, start of 5 s', options: [], releases: updated({ START_DELAY_MS: '5000' }) },
  { id: 'exit', called: 'update, exits at once on SIGTERM', options: [], releases: updated({ SIGTERM: 'exit' }) },
  {
    id: 'no-shell',
    called: 'update, image without a shell',
    options: [],
    releases: ({ noShell: image }) => [{ image, env: NOW }, { image, env: NEXT }],
  },
];

function updated(env: Release['env']): Disturbance['releases'] {
  return ({ image }) => [{ image, env: { ...NOW, ...env } }, { image, env: { ...NEXT, ...env } }];
}

function one({ image }: Images): Release[] {
  return [{ image, env: NOW }];
}
