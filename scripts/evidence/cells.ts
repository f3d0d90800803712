import { BAD, spoilt } from './bad';
import { Disturbance, DISTURBANCES, EVICT, Images, SCALE_DOWN, UPDATE } from './disturbances';
import { ANNOUNCED, DEFAULTS, OTHERS, Variant } from './variants';

export type Path = 'service' | 'router';
export const PATHS: readonly Path[] = ['service', 'router'];
export const PATH_NAMES: Readonly<Record<Path, string>> = { service: 'Service', router: 'router' };

/** Something to rehearse. */
export interface Cell {
  readonly id: string;
  readonly path: Path;
  /** Of one release or two. */
  readonly manifestsOf: (images: Images) => any[][];
  readonly options: readonly string[];
  readonly slowPath: string;
  readonly repetitions: number;
}

const SLOW_PATH = '/slow?ms=3000';
const REPETITIONS = 3;
/** What shows where the others differ. */
export const FOR_OTHERS = [UPDATE, EVICT, SCALE_DOWN];

export function cellId(variant: Variant, path: Path, disturbance: Disturbance): string {
  return `${variant.id} ${path} ${disturbance.id}`;
}

/** All, in the order in which they are measured: each repetition of all before the next one. */
export function cells(): Cell[] {
  const others = OTHERS.flatMap(variant => FOR_OTHERS.map(disturbance => cellOf(variant, 'service', disturbance, REPETITIONS)));
  const bad = BAD.map((each): Cell => ({
    id: `bad ${each.id}`,
    path: 'service',
    manifestsOf: ({ image }) => spoilt(each, image),
    options: [],
    slowPath: each.slowPath ?? SLOW_PATH,
    repetitions: REPETITIONS,
  }));
  return [...allOf(DEFAULTS), ...allOf(ANNOUNCED), ...bad, ...others];
}

function allOf(variant: Variant): Cell[] {
  return DISTURBANCES.flatMap(disturbance => PATHS.map(path => cellOf(variant, path, disturbance, REPETITIONS)));
}

function cellOf(variant: Variant, path: Path, disturbance: Disturbance, repetitions: number): Cell {
  return {
    id: cellId(variant, path, disturbance),
    path,
    manifestsOf: images => disturbance.releases(images).map(variant.manifestsOf),
    options: disturbance.options,
    slowPath: SLOW_PATH,
    repetitions,
  };
}
