/**
 * Paths of Envoy's administration interface, by its documentation: each changes how Envoy answers from then on and responds at once,
 * also with a query such as `?graceful`. Other paths, such as Contour's `/shutdown`, respond when the connections are closed.
 */
const INSTANT = /^\/(?:healthcheck\/(?:fail|ok)|drain_listeners)(?:\?.{0,200})?$/s;

/** Whether a server answers a request to stop traffic at once, so that a hook that consists of it waits for nothing. */
export function isAnsweredAtOnce(path: string): boolean {
  return INSTANT.test(path);
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
