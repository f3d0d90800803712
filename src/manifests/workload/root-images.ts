import { hubRepository } from './image-reference';

/** Servers of Docker Hub that name no user, so that they start as root. */
const SERVERS_AS_ROOT: ReadonlySet<string> = new Set(['nginx', 'httpd', 'caddy', 'traefik', 'tomcat', 'php', 'wordpress']);

/** Whether an image is known to start as root, unless its container names another user. */
export function startsAsRoot(image: string): boolean {
  return SERVERS_AS_ROOT.has(hubRepository(image));
}

/** The image to use instead. */
export const UNPRIVILEGED_NGINX = 'nginxinc/nginx-unprivileged';
