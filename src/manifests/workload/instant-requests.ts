/**
 * Paths of administration interfaces, by their documentation, that respond at once: those of Envoy change how it answers from then on,
 * and the others stop the server, or refuse the GET of the kubelet. Other paths, such as Contour's `/shutdown`, respond when the
 * connections are closed.
 */
const INSTANT = /^\/(?:healthcheck\/(?:fail|ok)|drain_listeners|quitquitquit|(?:[\w.-]{1,100}\/){0,5}actuator\/shutdown)\/?(?:\?.{0,200})?$/s;
/** Spring's endpoint accepts only POST, and a hook cannot send that. */
const ONLY_POST = /^\/(?:[\w.-]{1,100}\/){0,5}actuator\/shutdown\/?(?:\?.{0,200})?$/s;

/** Whether a server answers a request to stop traffic at once, so that a hook that consists of it waits for nothing. */
export function isAnsweredAtOnce(path: string): boolean {
  return INSTANT.test(path);
}

/** Whether a server is known to refuse this path to the kubelet, which sends GET. */
export function refusesGet(path: string): boolean {
  return ONLY_POST.test(path);
}

const LOCAL = /^["']?(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::\d{1,5})?(\/[^\s"']{0,300})["']?$/s;
/** With these, curl and wget repeat the request. */
const REPEATS = /^--?(?:retry|tries|t$|wait)/;

/** Whether the arguments of curl or wget are a single request to such a path of the same pod. */
export function endsAtOnce(args: readonly string[]): boolean {
  const urls = args.filter(arg => /^["']?(?:https?:\/\/|localhost\b|127\.|0\.0\.0\.0|\[::1\])/.test(arg));
  const path = urls.length === 1 ? LOCAL.exec(urls[0])?.[1] : undefined;
  return path !== undefined && isAnsweredAtOnce(path) && !args.some(arg => REPEATS.test(arg));
}
