import { isMapping, ManifestObject } from '../manifests';

/** Shorter values, such as `true` or a port, are not secret, and occur in many places. */
const SHORTEST = 6;

/** Values that must not appear in logs: those of environment variables, HTTP headers and Secrets. */
export function hiddenValues(objects: readonly ManifestObject[]): string[] {
  const found = new Set<string>();
  const add = (value: unknown): void => {
    // Without quotes, a password of digits is a number.
    if (typeof value !== 'string' && typeof value !== 'number') { return; }
    String(value).split('\n').map(line => line.trim()).filter(({ length }) => length >= SHORTEST).forEach(line => found.add(line).add(JSON.stringify(line).slice(1, -1)));
  };
  const addAll = (values: unknown): void => { if (isMapping(values)) { Object.values(values).forEach(add); } };
  const look = (value: unknown, key?: string): void => {
    if (Array.isArray(value)) {
      if (key === 'env' || key === 'httpHeaders') { value.forEach(item => add(isMapping(item) ? item.value : undefined)); }
      value.forEach(item => look(item));
    } else if (isMapping(value)) {
      Object.entries(value).forEach(([name, inner]) => look(inner, name));
    }
  };
  for (const { kind, json } of objects) {
    if (kind === 'Secret') { [json.data, json.stringData].forEach(addAll); }
    look(json);
  }
  return [...found].sort((one, other) => other.length - one.length);
}

/** Lines of a diff with `…` in place of these values, except for values that an edit adds. */
export function withoutHidden(lines: readonly string[], values: readonly string[]): string[] {
  const removed = lines.filter(line => line.startsWith('-'));
  const inRemoved = values.filter(value => removed.some(line => line.includes(value)));
  return lines.map(line => (line.startsWith('+') ? inRemoved : values).reduce((text, value) => text.replaceAll(value, '…'), line));
}
