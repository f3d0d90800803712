import { imageName, imageParts } from './image-reference';
import { isBefore } from './image-signals';

/** These images are built without a shell; only some of their tags have one, for debugging. */
const WITHOUT_SHELL = /distroless|^cgr\.dev\/|(?:^|\/)chainguard\/|(?:^|\/)(?:scratch|static)(?:[:@]|-debian|$)/;
const WITH_SHELL = /\bdebug\b|-dev\b|-shell\b|(?:^|\/)(?:wolfi-base|busybox|bash)\b/;

/** Images whose Dockerfiles begin with distroless or scratch, by the end of their repositories; `since`: the first version that does. */
const KNOWN: readonly { readonly repository: RegExp; readonly since?: readonly number[] }[] = [
  { repository: /(?:^|\/)cloud-sql-connectors\/cloud-sql-proxy$/ },
  { repository: /(?:^|\/)alloydb-connectors\/alloydb-auth-proxy$/ },
  { repository: /(?:^|\/)cloudsql-docker\/gce-proxy$/, since: [1, 16] },
  { repository: /(?:^|\/)oauth2-proxy\/oauth2-proxy$/, since: [7, 6, 0] },
  { repository: /(?:^|\/)(?:brancz|kubebuilder)\/kube-rbac-proxy$/, since: [0, 8, 0] },
  { repository: /(?:^|\/)coredns\/coredns$/ },
  { repository: /(?:^|\/)(?:traefik\/whoami|hashicorp\/http-echo)$/ },
];
/** Their other builds are named after the distribution. */
const DISTRIBUTION = /alpine|debian|buster|bullseye|bookworm|trixie|ubuntu|ubi/;

/** Whether an image is known to have no shell, and so no `sleep`, `kill` or `curl` either. */
export function isWithoutShell(image: string): boolean {
  return WITHOUT_SHELL.test(image) && !WITH_SHELL.test(image) || isKnown(image);
}

function isKnown(image: string): boolean {
  const { repository, tag = '' } = imageParts(image);
  const known = KNOWN.find(one => one.repository.test(repository));
  if (!known || DISTRIBUTION.test(tag) || WITH_SHELL.test(tag)) { return false; }
  return known.since === undefined || /^v?\d/.test(tag) && !isBefore(`${repository}:${tag.replace('v', '')}`, known.since);
}

/** Programs of a distribution that such an image does not have, unless it is made for one of them. */
export function lacksProgram(image: string, program: string): boolean {
  const name = /^(?:\/(?:usr\/)?bin\/)?((?:ba|da|a)?sh|u?sleep|env|busybox|timeout|nohup|kill|pkill|killall|curl|wget)$/.exec(program)?.[1];
  return name !== undefined && name !== imageName(image) && isWithoutShell(image);
}
