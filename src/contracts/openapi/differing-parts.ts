import { Json, pointerOf } from './json';
import { withoutSameBodies } from './same-bodies';
import { isMapping } from '../../manifests';

/** What is compared as a whole: a path, a webhook, or a component. */
interface Part {
  readonly text: string;
  readonly refersTo: readonly string[];
}

type Parts = ReadonlyMap<string, Part>;

// Kept whole: it is small, and its names are used without a reference.
const SECURITY = 'securitySchemes';

/**
 * Two documents without the paths and bodies that are the same in both, and without what only those refer to. The time and memory
 * of oasdiff grow with the size of a document, and a release changes little of it.
 */
export function differingParts(before: Json, after: Json): [Json, Json] {
  const [was, is] = [partsOf(before), partsOf(after)];
  const changed = changedParts(was, is);
  const isWhole = !isSame(settingsOf(before), settingsOf(after));
  const roots = new Set([...was.keys(), ...is.keys()].filter(name => !name.startsWith('components ') && (isWhole || changed.has(name))));
  const isSaid = (one: unknown, other: unknown) => isSame(one, other) && !referencesOf(one).some(name => changed.has(name));
  const sides = [only(before, roots), only(after, roots)] as const;
  const [less, lessAfter] = areBodiesParts(before, after, [was, is]) ? withoutSameBodies(...sides, isSaid) : sides;
  const used = [less, lessAfter].flatMap(({ paths, webhooks }) => [paths, webhooks].flatMap(room => referencesOf(room)));
  const kept = reachable(used, [was, is]);
  return [withComponents(less, before, kept), withComponents(lessAfter, after, kept)];
}

/** Whether a body means the same wherever its text is the same, and only its operation refers to it. */
function areBodiesParts(before: Json, after: Json, sides: readonly Parts[]): boolean {
  return before.openapi === after.openapi
    && !sides.some(parts => [...parts.values()].some(({ refersTo }) => refersTo.some(name => !name.startsWith('components '))));
}

/** What applies to all operations. */
function settingsOf(document: Json): unknown {
  const { security, components, openapi } = document;
  return [openapi, security, isMapping(components) ? components[SECURITY] : undefined];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function partsOf(document: Json): Parts {
  const parts = new Map<string, Part>();
  const add = (name: string, value: unknown) => parts.set(name, { text: JSON.stringify(value), refersTo: referencesOf(value) });
  for (const room of ['paths', 'webhooks']) {
    for (const [name, value] of entriesOf(document[room])) { add(`${room} ${name}`, value); }
  }
  for (const [kind, all] of entriesOf(document.components)) {
    for (const [name, value] of entriesOf(all)) { add(`components ${kind} ${name}`, value); }
  }
  return parts;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isMapping(value) ? Object.entries(value) : [];
}

/** Any text that looks like a reference counts as one; a discriminator may name a schema without a reference. */
function referencesOf(value: unknown, inMapping = false): string[] {
  if (typeof value === 'string') {
    const [room, kind, name] = pointerOf(value) ?? [];
    if (room === 'components' && name !== undefined) { return [`components ${kind} ${name}`]; }
    if (room === 'paths' || room === 'webhooks') { return [`${room} ${kind}`]; }
    return inMapping ? [`components schemas ${value}`] : [];
  }
  if (Array.isArray(value)) { return value.flatMap(item => referencesOf(item)); }
  return entriesOf(value).flatMap(([key, item]) => key === 'mapping' ? entriesOf(item).flatMap(([, target]) => referencesOf(target, true)) : referencesOf(item));
}

/** The parts that differ, and those that refer to them. */
function changedParts(was: Parts, is: Parts): Set<string> {
  const names = new Set([...was.keys(), ...is.keys()]);
  const users = new Map<string, string[]>();
  for (const parts of [was, is]) {
    for (const [name, { refersTo }] of parts) {
      for (const target of refersTo) { (users.get(target) ?? users.set(target, []).get(target)!).push(name); }
    }
  }
  return spread([...names].filter(name => was.get(name)?.text !== is.get(name)?.text), name => users.get(name) ?? []);
}

function reachable(roots: readonly string[], sides: readonly Parts[]): Set<string> {
  return spread(roots, name => sides.flatMap(parts => parts.get(name)?.refersTo ?? []));
}

function spread(start: readonly string[], next: (name: string) => readonly string[]): Set<string> {
  const found = new Set(start);
  // The loop also visits what is added to the set on the way.
  for (const name of found) { next(name).forEach(other => found.add(other)); }
  return found;
}

function only(document: Json, kept: ReadonlySet<string>): Json {
  const { paths, webhooks } = document;
  return {
    ...document,
    ...(isMapping(paths) ? { paths: among(paths, 'paths', kept) } : {}),
    ...(isMapping(webhooks) ? { webhooks: among(webhooks, 'webhooks', kept) } : {}),
  };
}

function withComponents(document: Json, { components }: Json, kept: ReadonlySet<string>): Json {
  return isMapping(components) ? {
    ...document,
    components: Object.fromEntries(Object.entries(components).map(([kind, all]) => [kind, kind === SECURITY ? all : among(all, `components ${kind}`, kept)])),
  } : document;
}

function among(value: unknown, prefix: string, kept: ReadonlySet<string>): Json {
  return Object.fromEntries(entriesOf(value).filter(([name]) => kept.has(`${prefix} ${name}`)));
}
