import { posix } from 'node:path';
import { DeclaredContract, contractsAt } from './contracts-at';
import type { Contract, ContractFault, ReadFile } from '../contracts';
import { FieldErrors, InputProblem, isMapping, isRoute, ManifestObject, Manifests, parsePlainDocument, placeAt, rootOf } from '../manifests';

/** A file of settings, and how to read the files beside it. */
export interface SettingsAt {
  readonly settings: string;
  readonly read: ReadFile;
  nameOf(path: string): string;
}

/** Manifests with the contracts that the settings beside them name, as if they were recorded. */
export function withDeclaredContracts(manifests: Manifests, at: SettingsAt | undefined): Manifests {
  const found = at?.read(at.settings);
  if (!at || !found || 'failure' in found) { return manifests; }
  const file = at.nameOf(at.settings);
  const { value, lineOf, problems } = parsePlainDocument(file, found.bytes.toString('utf8'));
  const fieldErrors: FieldErrors = new Map();
  const declared = isMapping(value) ? contractsAt(placeAt(rootOf(value, fieldErrors), ['contracts'])) : [];
  const wrong = [...fieldErrors.values()].map(({ path, message }): InputProblem => ({ level: 'error', file, line: lineOf(path), message }));
  const recorded = declared.map(contract => recordOf(contract, manifests.objects, at));
  return {
    objects: manifests.objects,
    problems: [...manifests.problems, ...problems, ...wrong, ...recorded.flatMap(one => 'problems' in one ? one.problems : [])],
    declared: recorded.flatMap(one => 'object' in one ? [one.object] : []),
  };
}

/** Reports contracts of AFTER that are not compared, since it is not known what BEFORE promised. */
export function whyNotCompared(before: Manifests, after: Manifests, source: string, isSame: boolean): InputProblem[] {
  if ((after.declared ?? []).length === 0 || ((before.declared ?? []).length > 0 && !isSame)) { return []; }
  const message = isSame
    ? 'The contracts of both sides are read from the same files, so changes are not found. Compare with git:REV:PATH, or with a folder of another checkout.'
    : 'The settings of AFTER name contracts, but the contracts of this side are not known, so they are not compared. Compare with git:REV:PATH or a folder '
      + 'with its settings beside it; a cluster only has the contracts that VersionedApi and ZeroDowntimeService record.';
  return [{ level: 'warning', file: source, message }];
}

type DeclaredRecord = { readonly object: ManifestObject } | { readonly problems: InputProblem[] };

function recordOf(declared: DeclaredContract, objects: readonly ManifestObject[], at: SettingsAt): DeclaredRecord {
  const file = posix.join(posix.isAbsolute(declared.path) ? '' : posix.dirname(at.settings), declared.path);
  const canonical = load().canonicalContract(declared.kind, file, at.read);
  if ('faults' in canonical) { return { problems: canonical.faults.map(fault => problemOf(fault, at)) }; }
  return { object: objectOf(declared, canonical.contract, objects, at.nameOf(file)) };
}

function problemOf({ file, line = 1, found, allowed, remedy }: ContractFault, at: SettingsAt): InputProblem {
  return { level: 'error', file: at.nameOf(file), line, message: `This contract ${found}. Allowed: ${allowed}. Remedy: ${remedy}.` };
}

/** The same object as that of the construct, except for its file: it is never applied to a cluster. */
function objectOf(
  { of, version, namespace: stated }: DeclaredContract, contract: Contract, objects: readonly ManifestObject[], file: string,
): ManifestObject {
  const isOfKind = (object: ManifestObject): boolean => of.kind === undefined ? isRoute(object) : object.kind === of.kind;
  const called = objects.find(object => object.name === of.name && isOfKind(object)
    && (stated === undefined || object.namespace === undefined || object.namespace === stated));
  const namespace = stated ?? called?.namespace;
  const subject = { api: of.name, of: `${of.kind ?? called?.kind ?? 'HTTPRoute'}/${of.name}`, version };
  const { contractName, contractAnnotations, contractContent } = load();
  const name = contractName(subject);
  const annotations = contractAnnotations(subject, contract);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace,
    name,
    labels: {},
    annotations,
    json: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...namespace !== undefined && { namespace }, annotations }, ...contractContent(contract) },
    file,
    document: 0,
    place: [],
    lineOf: () => 1,
  };
}

/** Lazy: most settings name no contract. */
function load(): typeof import('../contracts') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../contracts');
}
