import { shorten } from '../text';

/** The path of a value in a manifest: keys of mappings and indexes of lists, from the root. */
export type Path = ReadonlyArray<string | number>;

const PLAIN_KEY = /^[A-Za-z_][-\w]{0,62}$/;

/** Keys of load balancers' annotations are longer than other words in messages. */
const LONGEST_KEY = 120;

/** Whether a path is another one, or leads further inside it. */
export function isWithin(inner: Path, outer: Path): boolean {
  return outer.every((step, i) => inner[i] === step);
}

/** As users write it: `spec.template.spec.containers[0].image`, `metadata.labels['app.kubernetes.io/name']`. */
export function showPath(path: Path): string {
  return path.map((step, depth) => {
    if (typeof step === 'number') { return `[${step}]`; }
    return PLAIN_KEY.test(step) ? `${depth === 0 ? '' : '.'}${step}` : `['${shorten(step, LONGEST_KEY)}']`;
  }).join('');
}
