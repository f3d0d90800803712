export * from './read-route';
export { MOST_MATCHES, type Route, type RouteBackend, type RouteFilter, type RouteMatch, type RouteRule } from './route';
