import { ImmutableField, immutableFieldsOf, normalValue } from '../../../analysis/identity/immutable-fields';
import { refusedFields } from '../../../analysis/identity/refused-updates';
import { imageParts } from '../../../analysis/pod/image-reference';
import { POD_SPEC } from '../../../analysis/pod/pod-spec';
import { isSameJson, groupOf, isMapping, listAt, ManifestObject, Path, rootOf, showPath, stringAt, valueAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { listSome, shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { valueInWords } from '../../wording/values';
import { Change } from '../object-diff';
import { Recipe, set } from '../recipe';
import { UpdateRule } from '../update-rule';

const JOB = (name: string, version: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: ${name} }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: migrate, image: 'registry.example.com/web:${version}', command: [bin/migrate] }] } } }
`;

export const immutableFieldChanged: UpdateRule = {
  id: 'immutable-field-changed',
  severity: 'error',
  title: 'Immutable field changed',
  impact: 'The release is applied only in part: this object stays as it is, while the other objects change.',
  why: 'The API server refuses changes to some fields of existing objects: the pod template of a Job, the volumes of a StatefulSet, the role of a binding and more.',
  fix: 'Leave the field as it is, or add another object with another name.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#writing-a-job-spec',
  examples: {
    before: JOB('migrate', '1.4.2'),
    unsafe: JOB('migrate', '1.5.0'),
    safe: JOB('migrate-1-5-0', '1.5.0'),
    refused: true,
  },
  judge: ({ objects, after: all }) => objects.kept
    .filter(({ after }) => immutableFieldsOf(after).length > 0)
    .map((kept): RuleResult => {
      const changed = refusedFields(kept);
      return { object: kept.after, violations: changed.length === 0 ? [] : [violation(kept, changed, all.objects)] };
    }),
};

function violation(kept: Change<ManifestObject>, changed: readonly ImmutableField[], all: readonly ManifestObject[]): Violation {
  const [first] = changed;
  const path = difference(normalValue(first, kept.before), normalValue(first, kept.after), first.path);
  const more = changed.length > 1 ? ` The same applies to ${changed.slice(1).map(field => showPath(field.path)).join(', ')}.` : '';
  return {
    path,
    message: `In ${displayName(kept.after)} ${changeInWords(first, kept, path)}: `
      + `the API server refuses it, while the rest of the release is applied.${more}`,
    ...remedy(kept, changed, all),
  };
}

function changeInWords(field: ImmutableField, kept: Change<ManifestObject>, path: Path): string {
  if (isContent(kept.after, path)) { return `${showPath(path)} changes`; }
  const [before, after] = [kept.before, kept.after].map(object => valueInWords(writtenAt(object, path, field)));
  const places = differences(normalValue(field, kept.before), normalValue(field, kept.after), field.path).map(showPath);
  return before.length + after.length > LONGEST_VALUES && places.length > 1
    ? `${listSome(places, 'and', MOST_PLACES)} change`
    : `${showPath(path)} changes from ${before} to ${after}`;
}

/** Longer values are hard to compare by eye: the message lists the changed fields instead. */
const LONGEST_VALUES = 160;
const MOST_PLACES = 3;

/** All paths at which two values differ, each as deep as both values have it. */
function differences(before: unknown, after: unknown, path: Path): Path[] {
  if (isSameJson(before, after)) { return []; }
  const areLists = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  if (!areLists && !(isMapping(before) && isMapping(after))) { return [path]; }
  const keys = [...new Set([before, after].flatMap(value => Object.keys(value as object)))];
  return keys.flatMap(key => differences(at(before, key), at(after, key), [...path, areLists ? Number(key) : key]));
}

/** The content of a ConfigMap or a Secret must not appear in logs. */
function isContent({ kind }: ManifestObject, [field]: Path): boolean {
  return ['ConfigMap', 'Secret'].includes(kind) && ['data', 'binaryData'].includes(String(field));
}

/** The path at which two values differ, as deep as there is only one difference. */
function difference(before: unknown, after: unknown, path: Path): Path {
  const [old, now] = [before, after].map(value => typeof value === 'object' && value !== null ? Object.keys(value) : []);
  const [key, ...others] = [...new Set([...old, ...now])].filter(one => !isSameJson(at(before, one), at(after, one)));
  const isList = Array.isArray(before);
  if (key === undefined || others.length > 0 || isList !== Array.isArray(after) || isList && old.length !== now.length) {
    return path;
  }
  return difference(at(before, key), at(after, key), [...path, isList ? Number(key) : key]);
}

/** The value in the manifest, or else the default. */
function writtenAt(object: ManifestObject, path: Path, field: ImmutableField): unknown {
  return valueAt(rootOf(object.json), path)
    ?? path.slice(field.path.length).reduce<unknown>((value, step) => at(value, String(step)), normalValue(field, object));
}

function at(value: unknown, key: string): unknown {
  return valueAt(rootOf(value), [Array.isArray(value) ? Number(key) : key]);
}

function remedy(
  kept: Change<ManifestObject>, changed: readonly ImmutableField[], all: readonly ManifestObject[],
): { readonly fix: string; readonly recipe?: Recipe } {
  const { before, after } = kept;
  const name = nextName(after);
  if (name !== undefined
    && !all.some(object => object.kind === after.kind && object.namespace === after.namespace && object.name === name)) {
    return { fix: `Set metadata.name to ${name}: ${after.kind === 'Job' ? 'each version needs its own Job' : 'each role needs its own binding'}.`, recipe: [{ edits: [set(after, ['metadata', 'name'], name)] }] };
  }
  if (['ConfigMap', 'Secret', 'Job'].includes(after.kind)) {
    return { fix: `Set metadata.name to another name in each release, such as ${shorten(after.name)}- followed by a hash of the content${after.kind === 'Job' ? '' : ', and refer to it in the pods'}.` };
  }
  return {
    fix: `Leave ${changed.map(({ path }) => showPath(path)).join(' and ')} unchanged${hint(after)}.`,
    recipe: [{ edits: changed.map(({ path }) => set(after, path, valueAt(rootOf(before.json), path))) }],
  };
}

/** A name for the Job of a version, or for the binding of another role. */
function nextName(object: ManifestObject): string | undefined {
  const suffix = findEnding(object)?.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') ?? '';
  if (suffix === '' || object.name.endsWith(`-${suffix}`) || object.name.length + suffix.length > 52) { return undefined; }
  return `${object.name}-${suffix}`;
}

/** The tag of the image, or the role: the difference from the previous object. */
function findEnding(object: ManifestObject): string | undefined {
  const root = rootOf(object.json);
  const image = stringAt(listAt(root, [...POD_SPEC, 'containers'])[0] ?? rootOf(undefined), ['image']) ?? '';
  if (object.kind === 'Job') { return imageParts(image).tag; }
  return groupOf(object) === 'rbac.authorization.k8s.io' ? stringAt(root, ['roleRef', 'name']) : undefined;
}

function hint({ kind, name }: ManifestObject): string {
  return kind === 'StatefulSet' ? `. To change it, run kubectl delete statefulset ${shorten(name)} --cascade=orphan, which keeps the pods, and apply it again` : '';
}
