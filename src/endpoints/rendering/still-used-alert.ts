import { RequestCount } from '../choices';
import { Api, Version } from '../planning/api';

type Json = any;

/** The settings of the alert. */
export interface StillUsed {
  readonly requests: RequestCount;
  /** Days. */
  readonly within: number;
  readonly labels: { [key: string]: string };
}

/** The spec of a PrometheusRule: an alert for each retired version that still gets requests. */
export function stillUsedSpec(api: Api, versions: readonly Version[], used: StillUsed): Json {
  return { groups: [{ name: `${api.name}-versions`, rules: versions.filter(({ retirement }) => retirement).map(version => ruleOf(api, version, used)) }] };
}

function ruleOf({ host }: Api, { name, service: { service }, retirement }: Version, used: StillUsed): Json {
  const { requests, within, labels } = used;
  const selector = requests._selector
    .replaceAll('$service', service.name)
    .replaceAll('$namespace', service.metadata.namespace ?? '');
  return {
    alert: 'ApiVersionStillUsed',
    expr: `sum(increase(${selector}[${within}d])) > 0`,
    labels: { version: name, ...labels },
    annotations: {
      summary: `${name} of ${host} still gets requests`,
      description: `In the last ${within} days, clients called ${name} {{ $value | humanize }} times. It may be removed from ${retirement!.sunset} on.`,
    },
  };
}
