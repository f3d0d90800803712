import { ARGO_HOOK, ARGO_WAVE, eventsOf, HELM_HOOK, helmEvents } from './hook-annotations';
import { groupOf, listAt, ManifestObject, rootOf, stringAt } from '../../manifests';
import { wordsAt } from '../pod/containers';
import { POD_SPEC } from '../pod/pod-spec';

const MIGRATION = /(?:^|[^a-z])(?:db|database|schema|run|data)?[-_]?migrat(?:e|es|ion|ions|or)(?:$|[^a-z])|(?:^|[^a-z])(?:flyway|liquibase|alembic|dbmate|sqitch|goose|sql-migrate|gh-ost)(?:$|[^a-z])/i;

/** Migrations of other things than a schema: stored objects of custom resources, which the new version migrates itself, and files. */
const NO_SCHEMA = /(?:storage-?versions?|volumes?|pvcs?|disks?)-migrat/;

/** This many characters of a command are enough to recognize it. */
const LONGEST = 2000;

/** Whether a Job migrates a database, by its name, its images or its commands. */
export function isMigrationJob(object: ManifestObject): boolean {
  return object.kind === 'Job' && groupOf(object) === 'batch' && !NO_SCHEMA.test(object.name) && MIGRATION.test(wordsOf(object));
}

function wordsOf(object: ManifestObject): string {
  const containers = listAt(rootOf(object.json), [...POD_SPEC, 'containers']).map(container =>
    [stringAt(container, ['image']) ?? '', ...wordsAt(container)].join(' ').slice(0, LONGEST));
  return [object.name, ...containers.slice(0, 10)].join(' ');
}

const HOOKS = [HELM_HOOK, ARGO_HOOK];
const ORDER = [...HOOKS, ARGO_WAVE, 'kapp.k14s.io/change-group', 'kapp.k14s.io/change-rule', 'config.kubernetes.io/depends-on'];

/** Whether a tool creates it again in each release. */
export function isHook({ annotations }: ManifestObject): boolean {
  return HOOKS.some(key => Object.hasOwn(annotations, key));
}

/** Whether Helm creates it only when a release is installed. */
export function isMadeOnce(object: ManifestObject): boolean {
  const hooks = helmEvents(object);
  return hooks.length > 0 && hooks.every(hook => hook === 'pre-install' || hook === 'post-install');
}

/** The annotation and the events by which a tool runs an object only after it has applied the release; undefined if it runs it before, too. */
export function afterRelease(object: ManifestObject): { readonly key: string; readonly events: string } | undefined {
  const key = Object.hasOwn(object.annotations, ARGO_HOOK) ? ARGO_HOOK : HELM_HOOK;
  const events = eventsOf(object, key);
  const isLate = key === ARGO_HOOK ? events.every(event => /^(?:PostSync|SyncFail|PostDelete)$/.test(event)) && events.includes('PostSync')
    : !events.some(event => event.startsWith('pre-')) && events.some(event => /^post-(?:install|upgrade)$/.test(event));
  return isLate ? { key, events: events.join(',') } : undefined;
}

const WAITS_FOR_SCHEMA = /(?:wait|until|check|pending)(?:(?!\s--\s)[^;&|]){0,80}(?:migrat|schema)|(?:migrat|schema)[^;&|]{0,40}(?:--check|status|pending)/i;

/** The Jobs for which a container waits by its name or its command; undefined stands for whichever changes the schema. */
export function awaitedJobs(words: string): (string | undefined)[] {
  const text = words.slice(0, LONGEST);
  if (WAITS_FOR_SCHEMA.test(text)) { return [undefined]; }
  return /wait/i.test(text) ? [...text.matchAll(/\bjobs?[\s/]([a-z0-9.-]{1,253})/g)].map(([, job]) => job) : [];
}

/** Whether a tool is told to delete the old object if the API server refuses the change. */
export function isReplaced({ annotations }: ManifestObject): boolean {
  return Object.entries(annotations).some(([key, value]) => key === 'argocd.argoproj.io/sync-options' && /Replace=true|Force=true/.test(value)
    || key === 'kustomize.toolkit.fluxcd.io/force' && /^(?:enabled|true)$/i.test(value)
    || key === 'kapp.k14s.io/update-strategy' && value !== 'default');
}

/** Whether a tool is told the order of objects. */
export function isOrdered({ annotations }: ManifestObject): boolean {
  return Object.keys(annotations).some(key => ORDER.includes(key) || key.startsWith('kapp.k14s.io/change-'));
}
