import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonPatch } from 'cdk8s';
import { load, loadAll } from 'js-yaml';
import { stringify } from 'yaml';
import { idsOf, judged, POLICY, read as parsed, TARGET } from './judging';
import { Finding, judge, ClusterProfile } from '../../../src/rules';

// One defect at a time, injected into a service without findings. They were written before the rules.

interface Operation {
  readonly object: string;
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

interface Defect {
  readonly defect: string;
  readonly base: string;
  readonly rules: string[];
  readonly listed: boolean;
  /** The reason why no rule finds it. */
  readonly unseen?: string;
  readonly kubernetes?: string;
  readonly platform?: ClusterProfile['platform'];
  readonly patch?: Operation[];
  readonly add?: unknown[];
}

type Manifest = { readonly kind: string; readonly metadata: { readonly name: string } };

const FOLDER = join(__dirname, '../../fixtures/defects');
const FILES = readdirSync(FOLDER).filter(file => file.endsWith('.yaml'));
const BASES = FILES.filter(file => file.startsWith('base'));
const DEFECTS = FILES.filter(file => !file.startsWith('base')).map(file => load(read(file)) as Defect);
const SEEN = DEFECTS.filter(({ rules, unseen }) => rules.length > 0 && !unseen);
const UNSEEN = DEFECTS.filter(({ unseen }) => unseen);

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function manifestsWith({ base, patch = [], add = [] }: Defect): string {
  const objects = loadAll(read(base)) as Manifest[];
  const known = new Set(objects.map(identity));
  expect(patch.filter(({ object }) => !known.has(object))).toEqual([]);
  const patched = objects.flatMap(object => {
    const own = patch.filter(change => change.object === identity(object));
    const isDropped = own.some(({ op, path }) => op === 'remove' && path === '');
    return isDropped
      ? []
      : [own.reduce((document, { op, path, value }) => JsonPatch.apply(document, operation(op, path, value)), object)];
  });
  return [...patched, ...add].map(object => stringify(object, { aliasDuplicateObjects: false })).join('---\n');
}

function identity({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}

function operation(op: Operation['op'], path: string, value: unknown): JsonPatch {
  if (op === 'remove') { return JsonPatch.remove(path); }
  return op === 'add' ? JsonPatch.add(path, value) : JsonPatch.replace(path, value);
}

function targetOf({ kubernetes, platform }: Defect): Partial<ClusterProfile> {
  return { ...kubernetes && { kubernetesMinor: Number(kubernetes.split('.')[1]) }, ...platform && { platform } };
}

test.each(BASES)('%s has neither errors nor warnings', base => {
  const { findings } = judged(read(base));
  expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
});

test('there are the 28 defects that linters were given, and at least 60 more', () => {
  expect(DEFECTS.filter(({ listed }) => listed)).toHaveLength(28);
  expect(SEEN.filter(({ listed }) => listed)).toHaveLength(25);
  expect(SEEN.filter(({ listed }) => !listed).length).toBeGreaterThanOrEqual(60);
});

test.each(SEEN.map(defect => [defect.defect, defect] as const))('finds: %s', (_, defect) => {
  const findings = findingsOn(defect);
  // For the defects that linters were given, an info is not enough.
  const found = idsOf(findings.filter(({ severity }) => !defect.listed || severity !== 'info'));
  expect({ found, wanted: defect.rules, hit: found.some(id => defect.rules.includes(id)) }).toMatchObject({ hit: true });
});

test.each(UNSEEN.map(defect => [defect.defect, defect] as const))('does not find: %s', (_, defect) => {
  expect(idsOf(findingsOn(defect)).filter(id => defect.rules.includes(id))).toEqual([]);
});

test.each(DEFECTS.filter(({ rules }) => rules.length === 0).map(defect => [defect.defect, defect] as const))('does not report as a defect: %s', (_, defect) => {
  expect(idsOf(findingsOn(defect).filter(({ severity }) => severity !== 'info'))).toEqual([]);
});

function findingsOn(defect: Defect): Finding[] {
  return judge(parsed(manifestsWith(defect)).cluster, { ...TARGET, ...targetOf(defect) }, POLICY).findings;
}
