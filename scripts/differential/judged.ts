import { dump } from 'js-yaml';
import { Json } from './server';
import { ROUTERS } from '../../src/lifecycle';
import { clustersOf, parseManifests } from '../../src/manifests';
import { judge } from '../../src/rules';

/** The errors in some manifests, one text each: errors of reading, and error findings with their object. */
export interface Errors {
  readonly all: ReadonlySet<string>;
  /** The errors that predict a refusal of the API server. */
  readonly refusals: ReadonlySet<string>;
}

const TARGET = { kubernetesMinor: 34, router: ROUTERS.cluster };
const REFUSES = /API server (?:refuses|rejects)(?! to evict)|no cluster takes/;

export function errorsIn(objects: readonly Json[]): Errors {
  const { objects: read, problems } = parseManifests('all.yaml', objects.map(object => dump(object, { noRefs: true })).join('---\n'));
  const { clusters, problems: more } = clustersOf(read);
  const findings = clusters.flatMap(cluster => judge(cluster, TARGET, { severities: {}, excludes: () => false }).findings);
  const texts = [
    ...[...problems, ...more].filter(({ level }) => level === 'error').map(({ message }) => message),
    ...findings.filter(({ severity, rule }) => (severity ?? rule.severity) === 'error').map(({ rule, object, message }) => `${rule.id} ${object.kind}/${object.name}: ${message}`),
  ];
  return { all: new Set(texts), refusals: new Set(texts.filter(text => REFUSES.test(text))) };
}

/** The errors that are new. */
export function newIn(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [...after].filter(text => !before.has(text));
}
