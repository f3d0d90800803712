/** The hosts of routes that may match requests to a host, the most specific first; an empty one means any. */
export function hostsFor(host: string): string[] {
  const labels = host.split('.').slice(0, 20);
  return host === '' ? [''] : [host, ...labels.slice(1).map((_, i) => `*.${labels.slice(i + 1).join('.')}`), ''];
}

/** Whether a prefix matches a path, segment by segment: `/v10` is not below `/v1`. */
export function isBelow(prefix: string, path: string): boolean {
  const wide = withoutSlash(prefix);
  return wide === '' || path === wide || path.startsWith(`${wide}/`);
}

export function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
