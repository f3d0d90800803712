import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { ObjectName, ReportedEdit, ReportedRelease } from '../../src/engine/report';
import { reportRecipe } from '../../src/engine/reported-recipe';
import { keyOf, ManifestObject, ManifestSet } from '../../src/manifests';
import { printableJson } from '../../src/report/printable-json';
import { Recipe, set, Update, UPDATE_RULES } from '../../src/rules/diff';
import { releaseManifests } from '../../src/rules/diff/apply-recipe';
import { manifestsIn } from '../rules/check/judging';
import { judgedUpdate, updateBetween, updateWith } from '../rules/diff/updating';

type Json = { [key: string]: unknown };

const FOLDER = join(__dirname, '../fixtures/updates/unsafe');
const textOf = (name: string, file: string) => readFileSync(join(FOLDER, name, file), 'utf8');
const nameOf = ({ kind, namespace, name }: ObjectName) => keyOf(kind, namespace, name);

/** A recipe as tools read it. */
function readRecipe(recipe: Recipe): ReportedRelease[] {
  return JSON.parse(printableJson(reportRecipe(recipe)));
}

/** What a tool makes of one release: it knows both sides, and of the recipe nothing but its JSON. */
function applyRelease(update: Update, { edits }: ReportedRelease): string {
  const before = new Map<string, ManifestObject>([
    ...update.objects.removed.map(object => [nameOf(object), object] as const),
    ...update.objects.kept.map(kept => [nameOf(kept.after), kept.before] as const),
  ]);
  const release = new Map(update.after.objects.map(object => [nameOf(object), copyOf(object)]));
  for (const edit of edits) {
    const name = nameOf(edit.object);
    switch (edit.kind) {
      case 'retain':
      case 'keepPrevious':
        release.set(name, copyOf(before.get(name)!));
        break;
      case 'defer':
        release.delete(name);
        break;
      default:
        writeField(release.get(name)!, edit, before.get(name));
    }
  }
  return [...release.values()].map(json => dump(json, { noRefs: true, lineWidth: -1 })).join('---\n');
}

function writeField(json: Json, { kind, pointer, value, asBefore }: ReportedEdit, before: ManifestObject | undefined): void {
  const steps = pointer!.split('/').slice(1).map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop()!;
  let at = json;
  for (const [i, step] of steps.entries()) {
    at[step] ??= /^\d+$/.test(steps[i + 1] ?? last) ? [] : {};
    at = at[step] as Json;
  }
  if (kind === 'set') {
    at[last] = asBefore ? [...steps, last].reduce<unknown>((inner, step) => (inner as Json)[step], before!.json) : value;
  } else if (Array.isArray(at)) { at.splice(Number(last), 1); } else { delete at[last]; }
}

function copyOf({ json }: ManifestObject): Json {
  return JSON.parse(JSON.stringify(json));
}

function recipesOf(update: Update, target = {}): Recipe[] {
  return judgedUpdate(update, target).findings.flatMap(({ recipe }) => recipe ? [recipe] : []);
}

describe.each([
  ...readdirSync(FOLDER).map(name => [name, updateBetween(textOf(name, 'before.yaml'), textOf(name, 'after.yaml')), {}] as const),
  ...UPDATE_RULES.map(({ id, examples }) => [`the example of ${id}`, updateWith(examples.before, examples.unsafe), examples.profile] as const),
])('%s', (_, update, profile) => {
  test('its recipes lead to the same releases as JSON', () => {
    for (const recipe of recipesOf(update, profile)) {
      const releases = readRecipe(recipe);
      expect(releases.map(release => applyRelease(update, release)))
        .toEqual(recipe.map(release => releaseManifests(update, release)));
    }
  });

  test('its recipes never show values of a Secret', () => {
    const texts = recipesOf(update, profile).map(recipe => printableJson(reportRecipe(recipe)));
    const secrets = [update.before, update.after].flatMap(contentsOfSecrets);
    expect(secrets.filter(secret => texts.some(text => text.includes(secret)))).toEqual([]);
  });
});

function contentsOfSecrets({ objects }: ManifestSet): string[] {
  return objects.filter(({ kind }) => kind === 'Secret').flatMap(({ json }) => {
    const { data, stringData } = json as { [field: string]: { [key: string]: string } | undefined };
    return [...Object.values(data ?? {}), ...Object.values(stringData ?? {})].map(value => JSON.stringify(value));
  });
}

describe('one edit', () => {
  const edited = (path: (string | number)[], value: unknown, kind: string = 'Deployment') => {
    const { objects: [object] } = manifestsIn(`apiVersion: v1\nkind: ${kind}\nmetadata: { name: web, namespace: shop }\n`);
    return readRecipe([{ edits: [set(object, path, value)] }])[0].edits[0];
  };
  const object = { kind: 'Deployment', namespace: 'shop', name: 'web' };

  test('sets a field to any value', () => {
    expect(edited(['spec', 'replicas'], 0)).toEqual({ kind: 'set', object, path: 'spec.replicas', pointer: '/spec/replicas', value: 0 });
    expect(edited(['spec', 'paused'], null)).toMatchObject({ kind: 'set', value: null });
  });

  test('leaves a field out', () => {
    expect(edited(['spec', 'replicas'], undefined)).toEqual({ kind: 'unset', object, path: 'spec.replicas', pointer: '/spec/replicas' });
  });

  test('has the whole key even if the path shortens it', () => {
    const key = `example.com/${'long-'.repeat(20)}~name`;
    expect(edited(['metadata', 'annotations', key], 'on').pointer).toBe(`/metadata/annotations/${key.replace('~', '~0').replace('/', '~1')}`);
  });

  test.each([
    [['data', 'password']],
    [['stringData', 'password']],
    [['binaryData', 'password']],
    [['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration']],
  ])('does not show what a Secret has at %j', path => {
    const edit = edited(path, 'hunter2', 'Secret');
    expect(edit).toMatchObject({ kind: 'set', asBefore: true });
    expect(JSON.stringify(edit)).not.toContain('hunter2');
  });
});

test('states what to wait for before each release except the first', () => {
  expect(readRecipe([{ edits: [] }, { edits: [], until: 'when it is\u001b done' }, { edits: [] }]).map(({ until }) => until))
    .toEqual(['when its pods are ready', 'when it is\ufffd done', undefined]);
});

test('keeps control characters of a value without printing them', () => {
  const { objects: [object] } = manifestsIn('apiVersion: v1\nkind: Service\nmetadata: { name: web }\n');
  const recipe: Recipe = [{ edits: [set(object, ['spec', 'selector', 'a\u009bb'], '\u001b[31m\u202e')] }];
  expect(printableJson(reportRecipe(recipe)).replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  expect(readRecipe(recipe)[0].edits[0]).toMatchObject({ pointer: '/spec/selector/a\u009bb', value: '\u001b[31m\u202e' });
});
