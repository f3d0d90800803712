import { PodOwner, Workload } from '../../manifests';
import { shorten } from '../../text';

/** `web`, `web and worker`, `web, worker and 3 more`: `count` of them, of which at least the first two are given. */
export function podOwnerNames(groups: readonly Pick<PodOwner, 'object'>[], count: number = groups.length): string {
  const [first, second] = groups.slice(0, 2).map(({ object }) => shorten(object.name));
  if (second === undefined) { return first ?? 'no workload here'; }
  return count === 2 ? `${first} and ${second}` : `${first}, ${second} and ${count - 2} more`;
}

/** Labels in the form of a selector, on one line. */
export function showLabels(labels: Readonly<Record<string, string>>): string {
  return shorten(JSON.stringify(labels), 200);
}

/** The labels by which to select these pods. */
export function labelsToSelect({ selector, podLabels }: Pick<Workload, 'selector' | 'podLabels'>): Readonly<Record<string, string>> {
  const own = selector?.matchLabels ?? {};
  return Object.keys(own).length > 0 ? own : podLabels;
}

/** `3 pods`, `3 to 10 pods`. */
export function podsBetween(min: number, max: number): string {
  return min === max ? `${max} pods` : `${min} to ${max} pods`;
}

/** `the pods of web and 2 more`. */
export function podsOf([{ name }, ...others]: readonly { readonly name: string }[]): string {
  return `the pods of ${shorten(name)}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}
