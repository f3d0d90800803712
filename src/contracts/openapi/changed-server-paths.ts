import type { ContractChange, Operation } from '../comparison';
import { items, Json, located, Located, Pointer } from './json';
import { operationsOfBoth } from './operations';

/** The host of a server, and the path that its addresses begin with. */
interface Server {
  readonly host: string;
  readonly path: string;
  readonly at: Pointer;
}

/** Clients put the path of `servers` before each path of the document. Other hosts, such as another stage, are not compared. */
export function changedServerPaths(before: Json, after: Json): ContractChange[] {
  const whole = changesBetween(before, after, [], []);
  const own = operationsOfBoth(before, after).flatMap(both => [
    ...changesBetween(
      both.before.path.value, both.after.path.value, both.before.path.at, both.after.path.at, both.before.operation,
    ),
    ...changesBetween(both.before.own.value, both.after.own.value, both.before.own.at, both.after.own.at, both.before.operation),
  ]);
  return [...whole, ...own];
}

/** Without `servers`, a document does not state their paths. */
function changesBetween(before: Json, after: Json, at: Pointer, later: Pointer, operation?: Operation): ContractChange[] {
  const [was, is] = [serversOf(before, at), serversOf(after, later)];
  if (was.length === 0 || is.length === 0) { return []; }
  const paths = new Set(is.map(({ path }) => path));
  const isCommon = was.some(({ path }) => paths.has(path));
  const gone = was.filter(({ host, path }) => !paths.has(path) && (!isCommon || is.some(server => server.host === host)));
  return [...new Map(gone.map(server => [server.path, server])).values()].map(({ host, path }): ContractChange => {
    const instead = is.find(server => server.host === host) ?? is[0];
    return {
      id: 'server-path-changed',
      isBreaking: true,
      operation,
      text: `The path of the server changes from \`${path}\` to \`${instead.path}\``,
      at: instead.at,
      side: 'after',
    };
  });
}

function serversOf(value: Json, at: Pointer): Server[] {
  return items(value.servers, [...at, 'servers']).flatMap(item => {
    const server = located({}, item.value, item.at);
    const url = typeof server?.value.url === 'string' ? withDefaults(server.value.url, server) : undefined;
    const [, host, path] = url === undefined ? [] : /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)/i.exec(url) ?? [];
    return path === undefined ? [] : [{ host: (host ?? '').toLowerCase(), path: `/${path.split('/').filter(Boolean).join('/')}`, at: [...item.at, 'url'] }];
  });
}

function withDefaults(url: string, { value }: Located): string {
  const variables = located({}, value.variables, [])?.value ?? {};
  return url.replace(/\{([^}]*)\}/g, (given, name) => {
    const fallback = located({}, variables[name], [])?.value.default;
    return typeof fallback === 'string' ? fallback : given;
  });
}
