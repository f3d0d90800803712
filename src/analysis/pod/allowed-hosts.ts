import { placeOf } from './containers';
import { environmentOf } from './environment';
import { Container, FieldCursor, listAt, ManifestSet, placeAt, Path, stringAt, Workload } from '../../manifests';

/** Names of the settings by which Django, Nextcloud and ASP.NET Core refuse requests for other hosts; lists of hosts that they call, or that may embed their pages, do not match. */
const NAME = /^(?!.*(?:CORS|CSRF|SSRF|REDIRECT|FRAME|EMBED|WEBHOOK|PROXY|OUTBOUND|EGRESS|IMAGE|MEDIA|FETCH)_)(?:[A-Z0-9]+_)*ALLOWED_HOSTS$|^NEXTCLOUD_TRUSTED_DOMAINS$|^(?:(?:ASPNETCORE|DOTNET)_)?(?:AllowedHosts|ALLOWEDHOSTS)$/;
/** Values that accept any host, or that of the pod. */
const ANY = /(?:^|[\s,;'"[])\*(?:$|[\s,;'"\]])|\$\(|\bstatus\.podIP\b|\d+\.\d+\.\d+\.\d+\/\d+/;

/** The hosts that a container accepts. */
export interface AllowedHosts {
  readonly name: string;
  readonly hosts: readonly string[];
}

/** The hosts that a variable of a container lists; undefined without one, or if all are allowed or the list is elsewhere. */
export function allowedHostsOf(workload: Workload, container: Container, manifests: ManifestSet): AllowedHosts | undefined {
  const [name, { value } = {}] = [
    ...environmentOf(workload, container, manifests).matching(NAME),
  ].find(([, { value: text }]) => text) ?? [];
  if (name === undefined || !value || ANY.test(value)) { return undefined; }
  const hosts = value.split(/[\s,;'"[\]]+/).filter(host => host !== '');
  return hosts.length === 0 ? undefined : { name, hosts };
}

/** The Host header that a probe sets: the default is the address of the pod. */
export function hostHeaderOf(workload: Workload, container: Container, probe: Path): string | undefined {
  const http: FieldCursor = placeAt(placeOf(workload, container), [...probe, 'httpGet']);
  const header = listAt(http, ['httpHeaders']).find(each => /^host$/i.test(stringAt(each, ['name']) ?? ''));
  return header && stringAt(header, ['value']);
}

/** Whether a list of hosts includes one: a leading dot includes all subdomains. */
export function allowsHost({ hosts }: AllowedHosts, header: string): boolean {
  const host = header.replace(/:\d+$/, '').toLowerCase();
  return hosts.some(allowed => allowed.toLowerCase() === host
    || (allowed.startsWith('.') && (host.endsWith(allowed.toLowerCase()) || host === allowed.slice(1).toLowerCase())));
}
