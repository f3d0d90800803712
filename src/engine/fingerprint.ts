import { createHash } from 'node:crypto';
import { identityOf, ManifestObject, Path } from '../manifests';
import { Finding } from '../rules';

const LENGTH = 16;

/**
 * Names findings so that they are known again in the next check: by code scanning and by baselines. Lines and files may
 * have moved since, so neither is part of it. Those of one rule in one place are numbered, as code scanning wants it:
 * `f1c2…:2`.
 */
export function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, object, path }) => {
    const what = JSON.stringify([rule.id, identityOf(object) ?? object.name, stablePath(object, path)]);
    const hash = createHash('sha256').update(what).digest('hex').slice(0, LENGTH);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}

/** What the fingerprints of all findings of one rule in one place begin with. */
export function placeOf(fingerprint: string): string {
  return fingerprint.split(':')[0];
}

/** List items by their names, where they have one, since another container may be written before. */
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
