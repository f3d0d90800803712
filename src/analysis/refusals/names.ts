import { isIP } from 'node:net';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

const FIELDS = new Set([
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
]);

export const DNS_LABEL = 'at most 63 lowercase letters, digits and dashes, with a letter or digit at both ends';
export const SUBDOMAIN = 'lowercase letters, digits, dashes and dots, with a letter or digit at both ends';
export const CONFIG_KEY = 'letters, digits, dashes, dots and underscores';
export const PORT = 'a number from 1 to 65535';

export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

export function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every(part => LABEL.test(part));
}

export function isPortName(text: string): boolean {
  return text.length <= 15 && PORT_NAME.test(text);
}

export const QUALIFIED_NAME = 'at most 63 letters, digits, dashes, dots and underscores, with a letter or digit at both ends, and before them optionally a DNS name and a slash';

/** `name`, or `prefix/name`, as keys of labels are. */
export function isQualifiedName(text: string): boolean {
  const parts = text.split('/');
  const name = parts[parts.length - 1];
  return parts.length <= 2 && name.length <= 63 && QUALIFIED.test(name) && (parts.length === 1 || isSubdomain(parts[0]));
}

/** The key of a ConfigMap or Secret. */
export function isConfigKey(text: string): boolean {
  return text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..');
}

/** The name of a variable, as since 1.32; before, fewer characters were allowed. */
export function isVariableName(text: string): boolean {
  return /^[ -<>-~]+$/.test(text);
}

/** A path that does not leave its directory. */
export function isRelativePath(text: string): boolean {
  return !text.startsWith('/') && !text.split('/').includes('..');
}

export function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}

/** A field that a variable can take from its pod, such as `metadata.labels['app']`. */
export function isPodField(text: string): boolean {
  const [, kind, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/s.exec(text) ?? [];
  return key === undefined ? FIELDS.has(text) : isQualifiedName(kind === 'annotations' ? key.toLowerCase() : key);
}
