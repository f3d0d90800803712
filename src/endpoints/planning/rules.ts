import { Api, Version } from './api';
import { DEFAULT_RULE } from '../../intent/api-versions';

/** Requests that reach one version. */
export interface VersionRule {
  /** The version, or `default` for requests that name none. */
  readonly name: string;
  readonly host: string;
  readonly path: string;
  readonly header?: { readonly name: string; readonly value: string };
  readonly version: Version;
}

/** The rules of an API, the most specific first: those of the versions, then the one for requests that name none. */
export function rulesOf(api: Api, versions: readonly Version[]): VersionRule[] {
  const byDefault = versions.find(({ name }) => name === api.default);
  const root = api.basePath === '' ? '/' : api.basePath;
  return [
    ...[...versions].sort(compareNames).map(version => ruleOf(api, root, version)),
    ...byDefault ? [{ name: DEFAULT_RULE, host: api.host, path: root, version: byDefault }] : [],
  ];
}

function ruleOf({ by, host, basePath }: Api, root: string, version: Version): VersionRule {
  const { name } = version;
  switch (by.kind) {
    case 'path': return { name, host, path: `${basePath}/${name}`, version };
    case 'host': return { name, host: `${name}.${host}`, path: root, version };
    case 'header': return { name, host, path: root, header: { name: by.header, value: name }, version };
  }
}

// Rules do not depend on the order in which versions were added.
function compareNames({ name: one }: Version, { name: other }: Version): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

/** The address of a version, for links from another one; undefined if it has no address of its own. */
export function addressOf({ by, host, basePath }: Api, version: string): string | undefined {
  switch (by.kind) {
    case 'path': return `${basePath}/${version}`;
    case 'host': return `//${version}.${host}${basePath}/`;
    case 'header': return undefined;
  }
}
