import { INTENT_PREFIX } from '../../../intent/annotations';
import { AnnouncedRetirement, DEFAULT_RULE, NamedBy, readNamedBy, readRetirement, VERSION_KEYS, writeRetirement } from '../../../intent/api-versions';
import { show } from '../../../text';
import { addFieldError, FieldCursor, placeAt } from '../../fields';
import { ManifestObject } from '../../manifest-object';

export { type AnnouncedRetirement, DEFAULT_RULE };

/** The versions of an API that a route serves, as its annotations state. */
export interface ApiVersions {
  readonly by: NamedBy;
  /** The version that serves requests without a version; undefined without a default. */
  readonly default?: string;
  /** The retirement of each version; undefined for one that stays. */
  readonly retirements: ReadonlyMap<string, AnnouncedRetirement | undefined>;
}

/** The versions in the annotations of a route; undefined without such annotations. Malformed ones are field errors. */
export function apiVersionsOf({ annotations }: ManifestObject, root: FieldCursor): ApiVersions | undefined {
  const said = (key: string): string | undefined => Object.hasOwn(annotations, `${INTENT_PREFIX}${key}`) ? annotations[`${INTENT_PREFIX}${key}`] : undefined;
  const wrong = (key: string, hint: string): void =>
    addFieldError(placeAt(root, ['metadata', 'annotations', `${INTENT_PREFIX}${key}`]), `is ${show(said(key))}, which is not a known value. ${hint}`);
  const keys = Object.keys(annotations).filter(key => key.startsWith(`${INTENT_PREFIX}${VERSION_KEYS.version}`)).map(key => key.slice(INTENT_PREFIX.length));
  const written = said(VERSION_KEYS.by);
  const by = written === undefined ? undefined : readNamedBy(written);
  if (written !== undefined && by === undefined) { wrong(VERSION_KEYS.by, 'Write path, host or header <name>.'); }
  if (keys.length === 0) { return undefined; }
  const retirements = keys.map(key => {
    const retirement = readRetirement(annotations[`${INTENT_PREFIX}${key}`]);
    if (retirement === 'wrong') { wrong(key, `Write current, or ${writeRetirement(EXAMPLE)}.`); }
    return [key.slice(VERSION_KEYS.version.length), retirement === 'wrong' ? undefined : retirement] as const;
  });
  return { by: by ?? { kind: 'path' }, default: said(VERSION_KEYS.default), retirements: new Map(retirements) };
}

const EXAMPLE: AnnouncedRetirement = { deprecated: '2026-12-01', sunset: '2027-06-30', successor: 'v2' };
