const KEYS = /(?:^|[./_-])(?:version|chart|tag|image|date|timestamp|commit|sha|build|build-id|build-number|release-id|release-date|deploy-id)$/i;
const API = /(?:^|[./_-])api-?version$/i;

/** `1.4`, `v1.4.2`, `web-0.3.1`, a commit, a date, a long number; not `v1` or `stable`, which releases share. */
const VALUES = /\d\.\d|^(?=.*\d)[0-9a-f]{7,64}$|^\d{4}-\d{2}-\d{2}|^\d{6,}/i;

/** Whether a label changes with the next release. */
export function isReleaseLabel(key: string, value: string): boolean {
  return key === 'pod-template-hash' || (KEYS.test(key) && !API.test(key) && VALUES.test(value));
}

/** Whether the name of an object contains the release, so that each release has its own object. */
export function namesRelease(name: string, value: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return plain(name).includes(plain(value));
}
