import { EnvValue } from 'cdk8s-plus-27';
import { PropErrors } from '../../service/checks/prop-errors';
import { Api, Version } from '../planning/api';
import { deprecationOf, linkOf, sunsetOf } from '../planning/headers';
import { addressOf } from '../planning/rules';

/**
 * Gives the application the headers to send to its clients, if the router sets none: API_DEPRECATION, API_SUNSET, API_LINK and
 * API_VARY are the values of the headers `Deprecation`, `Sunset`, `Link` and `Vary`.
 */
export function tellByApplication(errors: PropErrors, api: Api, { name, service, retirement, canary }: Version): void {
  if (api.abilities.setsResponseHeaders) { return; }
  const link = retirement && linkOf(retirement, version => addressOf(api, version));
  const told = Object.entries({
    API_DEPRECATION: retirement && deprecationOf(retirement),
    API_SUNSET: retirement && sunsetOf(retirement),
    API_LINK: link,
    API_VARY: api.by.kind === 'header' ? api.by.header : undefined,
  });
  for (const { container: { env } } of [service, ...canary ? [canary.service] : []]) {
    for (const [variable, value] of told) {
      if (value === undefined) { continue; }
      const taken = env.variables[variable];
      if (taken === undefined) { env.addVariable(variable, EnvValue.fromValue(value)); }
      if (taken === undefined || taken.value === value) { continue; }
      errors.add({
        prop: `addVersion('${name}').service`,
        given: taken.value,
        shown: `a service whose ${variable} is ${JSON.stringify(taken.value ?? 'read from elsewhere')}`,
        allowed: `${JSON.stringify(value)}, or no such variable`,
        because: 'The router sets no headers, so the application tells its clients when this version is removed: it would tell them a different date.',
        remedy: 'leave the variable out, or give the version a service of its own',
      });
    }
  }
}
