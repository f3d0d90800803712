/** What stands in a changelog above a version: all that came later. Without that version, everything. */
export function newerThan(changelog: string, version: string): string {
  const at = changelog.search(new RegExp(`^## \\[?v?${version.replaceAll('.', '\\.')}\\b`, 'm'));
  return at < 0 ? changelog : changelog.slice(0, at);
}

/** Whether some version has something under "Restarts workloads". */
export function restartsWorkloads(changelog: string): boolean {
  return /^### Restarts workloads\n+- \S/m.test(changelog);
}
