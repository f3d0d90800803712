export { type AnnouncedRetirement, type ApiVersions, DEFAULT_RULE } from './api-versions';
export { isGateway } from './gateway-route';
export { matchWith, rulesOnWays } from './http-proxy';
export * from './read-route';
export type { RequiredValue, RouteMatch, RouteRequirements } from './route';
export {
  MOST_MATCHES, type Route, type RouteBackend, type RouteFilter, type RouteInclude,
  type RouteRule, type RouteTimeout, type RouteWay,
  writtenRules,
} from './route';
export { isVirtualService } from './virtual-service';
