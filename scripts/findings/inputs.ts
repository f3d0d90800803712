import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkManifests } from '../../src/engine/check';
import { ReportedFinding } from '../../src/engine/report';
import { readManifests } from '../../src/manifests';

/** Published manifests: one installation, as its team would check it. */
export interface Input {
  readonly name: string;
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  /** `as it is`, or the command that renders it. */
  readonly rendered: string;
  /** How many Deployments, StatefulSets and DaemonSets it has. */
  readonly workloads: number;
}

/** The inputs of a folder: one folder each, and `inputs.tsv` with the origin of each. */
export function inputsIn(folder: string): Input[] {
  return rowsOf(join(folder, 'inputs.tsv')).map(([name, repository, commit, path, rendered, workloads]) =>
    ({ name, repository, commit, path, rendered, workloads: Number(workloads) }));
}

export interface Found {
  readonly input: Input;
  readonly finding: ReportedFinding;
  /** Stays the same when a message changes: the input, the rule, the object and the field. */
  readonly key: string;
}

/** All that `check` finds in an input, with its defaults. */
export function findingsIn(folder: string, input: Input): Found[] {
  const { findings } = checkManifests(readManifests([join(folder, input.name)]), { show: 'all' });
  return findings.map(finding => {
    const { rule, object: { kind, namespace = '', name }, path } = finding;
    return { input, finding, key: [input.name, rule.id, kind, namespace, name, path].join(' ') };
  });
}

/** The lines of a file, each with its columns. */
export function rowsOf(file: string): string[][] {
  return readFileSync(file, 'utf8').split('\n').filter(line => line !== '').map(line => line.split('\t'));
}
