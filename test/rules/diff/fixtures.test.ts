import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { shuffled } from './shuffled';
import { judgedUpdate, manifestsInFiles } from './updating';
import { clustersOf, ManifestSet, parseManifests } from '../../../src/manifests';
import { ClusterProfile, Finding, Severity } from '../../../src/rules';
import { updateOf } from '../../../src/rules/diff';
import { comparesForTests } from '../../contracts/comparing';
import { idsOf } from '../check/judging';

// Pairs of manifests in different styles, written independently of the rules.

interface Expected {
  readonly expect?: string[];
  readonly severity?: Severity;
  readonly also?: string[];
  readonly allow?: string[];
  readonly kubernetes?: number;
  readonly today?: string;
  readonly minimumNotice?: number;
  /** Why no rule finds it. */
  readonly unseen?: string;
}

interface Pair {
  readonly expected: Expected;
  readonly before: ManifestSet;
  readonly after: ManifestSet;
}

const FOLDER = join(__dirname, '../../fixtures/updates');
const namesIn = (part: string) => readdirSync(join(FOLDER, part));
const SEVERITIES: Severity[] = ['info', 'warning', 'error'];

function pairOf(part: string, name: string): Pair {
  const text = (file: string) => readFileSync(join(FOLDER, part, name, file), 'utf8');
  const clusterOf = (file: string) => clustersOf(parseManifests(file, text(file)).objects).clusters[0]
    ?? clustersOf([]).clusters[0]
    ?? NOTHING;
  return { expected: load(text('expected.yaml'), { schema: CORE_SCHEMA }) as Expected ?? {}, before: clusterOf('before.yaml'), after: clusterOf('after.yaml') };
}

const NOTHING: ManifestSet = {
  files: [],
  objects: [],
  workloads: [],
  services: [],
  budgets: [],
  autoscalers: [],
  routes: [],
  contracts: [],
  declared: [],
  podOwners: [],
  selected: new Map(),
  isPartial: false,
};

function found({ expected, before, after }: Pair): Finding[] {
  return judgedUpdate(updateOf(before, after, comparesForTests), targetOf(expected)).findings;
}

function targetOf({ kubernetes, today, minimumNotice }: Expected): Partial<ClusterProfile> {
  return { kubernetesMinor: kubernetes ?? 34, today, minimumNotice };
}

function worst(findings: readonly Finding[]): Severity | undefined {
  return findings.map(({ severity }) => severity).sort((one, other) => SEVERITIES.indexOf(other) - SEVERITIES.indexOf(one))[0];
}

const UNSAFE = namesIn('unsafe').map(name => [name, pairOf('unsafe', name)] as const);
const BENIGN = namesIn('benign').map(name => [name, pairOf('benign', name)] as const);
const SEEN = UNSAFE.filter(([, { expected }]) => !expected.unseen);
const UNSEEN = UNSAFE.filter(([, { expected }]) => expected.unseen);

test.each(SEEN)('%s is found with its severity', (_, pair) => {
  const findings = found(pair);
  expect(idsOf(findings)).toEqual(expect.arrayContaining(pair.expected.expect!));
  if (pair.expected.severity) { expect(worst(findings)).toBe(pair.expected.severity); }
});

if (UNSEEN.length > 0) {
  test.each(UNSEEN)('%s is not found, and its file states why', (_, pair) => {
    expect(idsOf(found(pair))).not.toEqual(expect.arrayContaining(pair.expected.expect!));
  });
}

test.each(BENIGN)('%s has no finding', (_, pair) => {
  const findings = found(pair).filter(({ severity }) => severity !== 'info');
  expect(findings.filter(({ rule }) => !(pair.expected.allow ?? []).includes(rule.id)).map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  expect(findings.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
});

describe.each([...UNSAFE, ...BENIGN])('%s', (_, { before, after, expected }) => {
  const target = targetOf(expected);

  test('nothing is found without a change', () => {
    expect(judgedUpdate(updateOf(before, before, comparesForTests), target).findings).toEqual([]);
    expect(judgedUpdate(updateOf(after, after, comparesForTests), target).findings).toEqual([]);
  });

  test('the order of documents, keys and files changes nothing', () => {
    const again = (set: ManifestSet) => set.objects.length === 0 ? set : manifestsInFiles(...shuffled(set).filter(text => text !== ''));
    const said = (one: ManifestSet, other: ManifestSet) => judgedUpdate(updateOf(one, other, comparesForTests), target).findings
      .map(({ rule, severity, object }) => [rule.id, severity, object.kind, object.name]).sort();
    expect(said(again(before), again(after))).toEqual(said(before, after));
  });
});
