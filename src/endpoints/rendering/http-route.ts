import { DEFAULT_RULE } from '../../intent/api-versions';
import { ZeroDowntimeService } from '../../service/zero-downtime-service';
import { HttpRouteOptions } from '../choices';
import { Api } from '../planning/api';
import { responseHeaders, ResponseHeader } from '../planning/headers';
import { addressOf, VersionRule } from '../planning/rules';

type Json = any;

/** The spec of an HTTPRoute with these rules, which have one host. */
export function httpRouteSpec(api: Api, options: HttpRouteOptions, rules: readonly VersionRule[]): Json {
  const { gateway, gatewayNamespace, sectionName } = options;
  return {
    parentRefs: [{
      name: gateway,
      ...gatewayNamespace !== undefined && { namespace: gatewayNamespace },
      ...sectionName !== undefined && { sectionName },
    }],
    hostnames: [...new Set(rules.map(({ host }) => host))],
    rules: rules.map(rule => renderRule(api, rule)),
  };
}

function renderRule(api: Api, { name, path, header, version }: VersionRule): Json {
  const filters = [
    ...version.stripPrefix && name !== DEFAULT_RULE ? [strip(api)] : [],
    ...api.abilities.setsResponseHeaders ? headerFilter(api, version.retirement) : [],
  ];
  return {
    ...api.abilities.namesRules && { name },
    matches: [{ path: { type: 'PathPrefix', value: path }, ...header && { headers: [{ type: 'Exact', name: header.name, value: header.value }] } }],
    ...filters.length > 0 && { filters },
    backendRefs: backendsOf(api, version),
  };
}

// Only the version: requests that name none use the same base path.
function strip({ basePath }: Api): Json {
  return { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: basePath || '/' } } };
}

function headerFilter(api: Api, retirement: VersionRule['version']['retirement']): Json[] {
  const { set, add } = responseHeaders(retirement, api.by, version => addressOf(api, version));
  if (set.length + add.length === 0) { return []; }
  const written = (headers: ResponseHeader[]): Json => headers.map(({ name, value }) => ({ name, value }));
  return [{
    type: 'ResponseHeaderModifier',
    responseHeaderModifier: { ...set.length > 0 && { set: written(set) }, ...add.length > 0 && { add: written(add) } },
  }];
}

function backendsOf(api: Api, { service, canary }: VersionRule['version']): Json[] {
  return canary
    ? [{ ...backendOf(api, service), weight: 100 - canary.weight }, { ...backendOf(api, canary.service), weight: canary.weight }]
    : [backendOf(api, service)];
}

function backendOf({ namespace }: Api, { service, _plan }: ZeroDowntimeService): Json {
  const own = service.metadata.namespace;
  return { name: service.name, ...own !== namespace && { namespace: own }, port: _plan.ports.main.servicePort };
}
