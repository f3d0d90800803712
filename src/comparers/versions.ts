/** From the first to before the second. */
export type Versions = readonly [string, string];

/** Whether a version is a release in a range. */
export function isWithin(version: string, [floor, ceiling]: Versions): boolean {
  return /^\d+\.\d+\.\d+$/.test(version) && !isOlder(version, floor) && isOlder(version, ceiling);
}

function isOlder(one: string, other: string): boolean {
  const [left, right] = [one, other].map(version => version.split('.').map(Number));
  const differing = left.findIndex((part, index) => part !== right[index]);
  return differing >= 0 && left[differing] < right[differing];
}
