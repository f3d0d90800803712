import { Contract } from './contract';
import { isMapping } from '../manifests';

/**
 * A contract whose addresses do not name its version, so that two versions are equal if nothing else differs: `/v1` is
 * removed from the paths of servers, and from the beginning of paths.
 */
export function withoutVersion({ kind, text }: Contract, version: string): Contract {
  const document: unknown = kind === 'openapi' ? JSON.parse(text) : undefined;
  if (!isMapping(document)) { return { kind, text }; }
  const { servers, paths } = document;
  const shortened = {
    ...document,
    ...Array.isArray(servers) && { servers: servers.map(server => serverWithout(server, version)) },
    ...isMapping(paths) && {
      paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [withoutSegment(path, version), item])),
    },
  };
  return { kind, text: JSON.stringify(shortened, undefined, 2) };
}

function serverWithout(server: unknown, version: string): unknown {
  return isMapping(server) && typeof server.url === 'string' ? { ...server, url: withoutSegment(server.url, version) } : server;
}

/** Starts after the scheme and the host, which are not segments of the path. */
function withoutSegment(address: string, version: string): string {
  const segments = address.split('/');
  const index = segments.indexOf(version, 1);
  const rest = segments.filter((_, i) => i !== index).join('/');
  return index < 0 ? address : rest || '/';
}
