import { Json } from './saved-object';
import { isMapping, ManifestObject } from '../../manifests';
import { JOURNAL_OF_REHEARSAL, MADE_BY_REHEARSAL } from '../labels';

/** The identity of an object. */
export interface ObjectKey {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** All data that a restore needs, stored in the namespace itself: after a crash, any machine can restore. */
export interface Journal {
  readonly id: string;
  readonly namespace: string;
  readonly makesNamespace: boolean;
  /** A node that was schedulable before. */
  readonly cordons?: string;
  /** Objects that did not exist before. */
  readonly created: readonly ObjectKey[];
  /** Objects that existed, in their old state. */
  readonly saved: readonly Json[];
}

/** A ConfigMap holds 1 MiB. */
const MOST = 900_000;

const HEAD = 'journal.json';
/** The suffix of an empty ConfigMap that is written before the Secrets of a journal, so that `clean` looks for them even after a crash in between. */
const SECRETS_FOLLOW = '-secrets';

/** The name of the first object of a journal. */
export function journalName(id: string): string {
  return `rehearsal-${id}`;
}

/** The objects of a journal, its head first; saved Secrets are stored in Secrets. Throws a sentence for an object that is too large. */
export function journalObjects({ saved, ...rest }: Journal): Json[] {
  const secrets = saved.filter(({ kind }) => kind === 'Secret');
  const others = saved.filter(({ kind }) => kind !== 'Secret');
  return [
    holder('ConfigMap', rest, journalName(rest.id), { [HEAD]: JSON.stringify(rest) }),
    ...parts(others).map((data, i) => holder('ConfigMap', rest, `${journalName(rest.id)}-${i}`, data)),
    ...secrets.length > 0 ? [holder('ConfigMap', rest, `${journalName(rest.id)}${SECRETS_FOLLOW}`, {})] : [],
    ...parts(secrets).map((data, i) => holder('Secret', rest, `${journalName(rest.id)}-${i}`, data)),
  ];
}

/** Whether part of a journal is in Secrets, which not every user may read. */
export function keepsSecrets(configMaps: readonly ManifestObject[]): boolean {
  return configMaps.some(({ name }) => name.endsWith(SECRETS_FOLLOW));
}

/** Reads the objects of `journalObjects`; undefined if the first one is missing, since then nothing was changed yet. */
export function journalFrom(objects: readonly ManifestObject[]): Journal | undefined {
  const texts = objects.flatMap(({ kind, json }) => Object.entries(isMapping(json.data) ? json.data : {})
    .map(([key, value]): [string, string] => [key, kind === 'Secret' ? Buffer.from(String(value), 'base64').toString() : String(value)]));
  const head = texts.find(([key]) => key === HEAD);
  if (!head) { return undefined; }
  const saved = texts.filter(([key]) => key !== HEAD).map(([, text]) => JSON.parse(text) as Json);
  const { id, namespace, makesNamespace, cordons, created } = JSON.parse(head[1]) as Journal;
  return { id, namespace, makesNamespace, cordons, created, saved };
}

function parts(saved: readonly Json[]): Record<string, string>[] {
  const all: Record<string, string>[] = [];
  let size = Infinity;
  saved.forEach((object, i) => {
    const text = JSON.stringify(object);
    const bytes = Buffer.byteLength(text);
    if (bytes > MOST) {
      const name = isMapping(object.metadata) ? object.metadata.name : '';
      throw new Error(`${object.kind} ${name} is too large to be saved in the cluster, so it could not be restored after a crash. Nothing was changed.`);
    }
    if (size + bytes > MOST) { all.push({}); size = 0; }
    all[all.length - 1][`${i}.json`] = text;
    size += bytes;
  });
  return all;
}

function holder(kind: 'ConfigMap' | 'Secret', { id, namespace }: Pick<Journal, 'id' | 'namespace'>, name: string, data: Record<string, string>): Json {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace, labels: { [MADE_BY_REHEARSAL]: id, [JOURNAL_OF_REHEARSAL]: 'true' } },
    [kind === 'Secret' ? 'stringData' : 'data']: data,
  };
}
