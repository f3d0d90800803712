import { REJECTED } from './consequences';
import { propPath } from './format-value';
import { PropErrors } from './prop-errors';
import { isRecord } from './type-guards';

const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const NAMESPACE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const KEY_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const KEY_PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Whether it can name a Deployment, a container and a Service alike. */
export function isDnsLabel(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 63 && DNS_LABEL.test(value);
}

export function isNamespace(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 63 && NAMESPACE.test(value);
}

export function isPortName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 15 && PORT_NAME.test(value);
}

/** `name`, or `prefix/name`, as in the keys of labels and annotations and in condition types. */
export function isQualifiedName(value: unknown): value is string {
  if (typeof value !== 'string') { return false; }
  const slash = value.indexOf('/');
  const name = value.slice(slash + 1);
  return name.length <= 63 && KEY_NAME.test(name) && (slash < 0 || (slash <= 253 && KEY_PREFIX.test(value.slice(0, slash))));
}

/** Whether it can name a PriorityClass. */
export function isClassName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 253 && value.split('.').every(part => NAMESPACE.test(part));
}

/** Whether it can be the host of an Ingress. */
export function isHost(value: unknown): value is string {
  return typeof value === 'string' && isClassName(value.replace(/^\*\./, ''));
}

/** Whether it can name a Deployment, and be the value of a label. */
export function isDeploymentName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 63 && value.split('.').every(part => NAMESPACE.test(part));
}

export const DNS_LABEL_ALLOWED = 'at most 63 lowercase letters, digits and dashes, beginning with a letter and not ending with a dash';
export const PORT_NAME_ALLOWED = 'at most 15 lowercase letters, digits and single dashes, with at least one letter';

/** 256 KiB. */
const MOST_ANNOTATED = 262144;

const KEY_ALLOWED = 'a key of at most 63 letters, digits, dashes, dots and underscores, with an optional DNS prefix and a slash before it';

/** Labels whose keys and values the API server accepts; an empty set if they are absent or refused. */
export function labels(
  errors: PropErrors,
  prop: string,
  given: { [key: string]: string } | undefined,
): { [key: string]: string } {
  return metadata(errors, prop, given, {
    allowed: 'a value of at most 63 letters, digits, dashes, dots and underscores, or an empty one',
    accepts: value => value.length <= 63 && LABEL_VALUE.test(value),
  });
}

/** Annotations whose keys the API server accepts; an empty set if they are absent or refused. */
export function annotations(
  errors: PropErrors,
  prop: string,
  given: { [key: string]: string } | undefined,
): { [key: string]: string } {
  const all = metadata(errors, prop, given, { allowed: 'a string', accepts: () => true });
  const size = Object.entries(all).flat().reduce((sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0), 0);
  if (size > MOST_ANNOTATED) {
    errors.add({ prop, given, shown: `${size} bytes`, allowed: `at most ${MOST_ANNOTATED} bytes in all`, because: REJECTED, remedy: 'put long texts into a ConfigMap' });
  }
  return all;
}

interface ValueRule {
  readonly allowed: string;
  accepts(value: string): boolean;
}

function metadata(
  errors: PropErrors,
  prop: string,
  given: { [key: string]: string } | undefined,
  rule: ValueRule,
): { [key: string]: string } {
  if (given === undefined) { return {}; }
  const because = 'The API server rejects it, and the release stops halfway.';
  if (!isRecord(given)) {
    errors.add({ prop, given, allowed: 'an object of strings', because, remedy: `write ${prop}: { key: 'value' }` });
    return {};
  }
  for (const [key, value] of Object.entries(given)) {
    if (key === 'constructor') {
      errors.add({
        prop: propPath(prop, key), given: value, allowed: 'any other key', because: 'cdk8s cannot write it, and synthesizes nothing.', remedy: 'rename the key',
      });
    } else if (!isQualifiedName(key)) {
      errors.add({ prop: propPath(prop, key), given: value, allowed: KEY_ALLOWED, because, remedy: 'rename the key' });
    } else if (typeof value !== 'string' || !rule.accepts(value)) {
      const remedy = typeof value === 'number' || typeof value === 'boolean' ? `write '${value}' in quotes` : 'change the value';
      errors.add({ prop: propPath(prop, key), given: value, allowed: rule.allowed, because, remedy });
    }
  }
  return { ...given };
}
