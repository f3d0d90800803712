import { EnvValue } from 'cdk8s-plus-27';
import { Api, Version } from '../planning/api';
import { deprecationOf, linkOf, sunsetOf } from '../planning/headers';
import { addressOf } from '../planning/rules';

/**
 * Gives the application what it must tell its clients, where the router sets no headers: API_DEPRECATION, API_SUNSET and API_LINK are
 * the values of the headers `Deprecation`, `Sunset` and `Link`.
 */
export function tellByApplication(api: Api, { service, retirement }: Version): void {
  if (!retirement || api.abilities.setsResponseHeaders) { return; }
  const link = linkOf(retirement, version => addressOf(api, version));
  const { env } = service.container;
  env.addVariable('API_DEPRECATION', EnvValue.fromValue(deprecationOf(retirement)));
  env.addVariable('API_SUNSET', EnvValue.fromValue(sunsetOf(retirement)));
  if (link !== undefined) { env.addVariable('API_LINK', EnvValue.fromValue(link)); }
}
