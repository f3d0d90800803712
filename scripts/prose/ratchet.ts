/** How many stumbling places each folder has. */
export interface Counts {
  readonly [folder: string]: number;
}

/** Where a file is counted: src and test by their folders, the rest by the first part of its path. */
export function folderOf(file: string): string {
  const [first, second] = file.split('/');
  return (first === 'src' || first === 'test') && second !== undefined && !second.includes('.') ? `${first}/${second}` : first;
}

export function countsOf(files: readonly string[]): Counts {
  const counts: { [folder: string]: number } = {};
  for (const file of files) { counts[folderOf(file)] = (counts[folderOf(file)] ?? 0) + 1; }
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => one.localeCompare(other)));
}

/** The folders that have more than before. What is not listed has none. */
export function risen(allowed: Counts, counts: Counts): string[] {
  return Object.keys(counts).filter(folder => counts[folder] > (allowed[folder] ?? 0));
}

/** The lower of both, for each folder: a count is never raised. */
export function lowered(allowed: Counts, counts: Counts): Counts {
  return Object.fromEntries(Object.entries(allowed)
    .map(([folder, number]) => [folder, Math.min(number, counts[folder] ?? 0)] as const)
    .filter(([, number]) => number > 0));
}
