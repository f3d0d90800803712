import { relative } from 'node:path';
import { BASELINE_VERSION, BaselineEntry } from './baseline';
import { groupedBy } from '../../manifests';
import { placeOf } from '../fingerprint';
import { ReportedFinding } from '../report';

/** The text of a baseline file: JSON with a line for each entry, sorted, so that a change of it can be reviewed and merged. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const groups = groupedBy(entries, ({ fingerprint, file }) => [JSON.stringify([fingerprint, file])]);
  const merged = [...groups.values()].map(group => ({ ...group[0], count: group.reduce((sum, { count }) => sum + count, 0) }));
  const lines = merged.sort(byObject).map(({ rule, object, path, file, fingerprint, count }) =>
    `    ${JSON.stringify({ object, rule, path, file, fingerprint, ...count > 1 && { count } })}`);
  return `{\n  "version": ${BASELINE_VERSION},\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

export function entryOf({ rule, object: { kind, namespace, name, file }, path, fingerprint }: ReportedFinding): BaselineEntry {
  return {
    rule: rule.id,
    object: `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
    path,
    file: baselineFile(file),
    fingerprint: placeOf(fingerprint),
    count: 1,
  };
}

/** The name of a file in a baseline, however the command line writes it. */
export function baselineFile(file: string): string {
  return relative('', file).replaceAll('\\', '/');
}

const KEYS = ['object', 'rule', 'path', 'file', 'fingerprint'] as const;

function byObject(one: BaselineEntry, other: BaselineEntry): number {
  const key = KEYS.find(each => one[each] !== other[each]);
  if (key === undefined) { return 0; }
  return one[key] < other[key] ? -1 : 1;
}
