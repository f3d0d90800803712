import { groupOf, identityOf, ManifestObject, Path } from '../manifests';
import { Finding } from '../rules';

const LENGTH = 16;

/**
 * Names findings so that code scanning and baselines recognize them in the next check. Lines and files may have moved by then,
 * so neither is part of the name. Findings of one rule in one place are numbered, as code scanning requires: `f1c2…:2`.
 */
export function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, { readonly hash: string; count: number }>();
  return ({ rule, object, path }) => {
    const what = JSON.stringify([rule.id, recordedName(object), stablePath(object, path)]);
    const found = seen.get(what) ?? { hash: loadCrypto().createHash('sha256').update(what).digest('hex').slice(0, LENGTH), count: 0 };
    seen.set(what, found);
    return `${found.hash}:${++found.count}`;
  };
}

/** Recorded in baselines, so its form never changes. */
function recordedName(object: ManifestObject): string {
  const { kind, namespace, name } = object;
  return identityOf(object) === undefined ? name : JSON.stringify([groupOf(object), kind, namespace, name]);
}

/** The common beginning of the fingerprints of one rule in one place. */
export function placeOf(fingerprint: string): string {
  return fingerprint.split(':')[0];
}

/** List items are identified by name, if they have one, since another container may be inserted before them. */
export function stablePath({ json }: ManifestObject, path: Path): (string | number)[] {
  let value: unknown = json;
  return path.map(step => {
    value = propertyOf(value, step);
    const name = typeof step === 'number' ? propertyOf(value, 'name') : undefined;
    return typeof name === 'string' ? name : step;
  });
}

function propertyOf(value: unknown, key: string | number): unknown {
  const hasIt = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return hasIt ? (value as Record<string | number, unknown>)[key] : undefined;
}

/** Lazy: text has no fingerprints. */
function loadCrypto(): typeof import('node:crypto') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('node:crypto');
}
