import { PropErrors } from '../../service/checks/prop-errors';
import { Api, Version } from '../planning/api';

/** An HTTPRoute may have 16 rules, one of which is for requests that name no version. */
const MOST_VERSIONS = 15;

/** Checks that need all versions, each of which is valid by itself. */
export function checkVersions(errors: PropErrors, api: Api, versions: readonly Version[]): void {
  const names = versions.map(({ name }) => name);
  if (versions.length === 0) {
    errors.add({ prop: 'addVersion', given: undefined, shown: 'never called', allowed: 'at least one version', because: 'Requests reach no version.', remedy: "write addVersion('v1', { service })" });
  }
  // With versions by host, each version has its own route, and an Ingress has no such limit.
  if (versions.length > MOST_VERSIONS && api.router.kind === 'httpRoute' && api.by.kind !== 'host') {
    errors.add({
      prop: 'addVersion',
      given: versions.length,
      shown: `called for ${versions.length} versions`,
      allowed: `at most ${MOST_VERSIONS} versions`,
      because: 'The API server rejects a route with more than 16 rules.',
      remedy: 'retire old versions, or create a second API with another basePath',
    });
  }
  if (api.default !== undefined && !names.includes(api.default)) {
    errors.add({
      prop: 'defaultVersion',
      given: api.default,
      allowed: `a version of the API: ${names.join(', ') || 'none was added'}`,
      because: 'Clients that name no version get 404.',
      remedy: 'name one of them, or leave it out',
    });
  }
  for (const version of versions) { checkSuccessor(errors, version, versions); }
  for (const version of versions) { checkCanary(errors, version, versions); }
  if (!api.abilities.setsResponseHeaders) { checkTold(errors, versions); }
}

function checkSuccessor(errors: PropErrors, { name, retirement }: Version, versions: readonly Version[]): void {
  if (retirement?.successor === undefined) { return; }
  const prop = `addVersion('${name}').retirement.successor`;
  const successor = versions.find(other => other.name === retirement.successor);
  if (!successor || successor.name === name) {
    errors.add({
      prop,
      given: retirement.successor,
      allowed: `another version of the API: ${versions.map(other => other.name).filter(other => other !== name).join(', ') || 'none was added'}`,
      because: 'Clients would be sent to a version that does not exist.',
      remedy: 'add the version, or name one that exists',
    });
  } else if (successor.retirement && successor.retirement.sunset <= retirement.sunset) {
    errors.add({
      prop,
      given: successor.name,
      allowed: `a version that stays after ${retirement.sunset}`,
      because: `Its own sunset is ${successor.retirement.sunset}: clients would move twice.`,
      remedy: 'name the version that stays',
    });
  }
}

function checkCanary(errors: PropErrors, { name, canary }: Version, versions: readonly Version[]): void {
  const other = canary && versions.find(version => version.name !== name
    && [version.service, version.canary?.service].includes(canary.service));
  if (!other) { return; }
  errors.add({
    prop: `addVersion('${name}').canary.service`,
    given: canary.service,
    shown: `the service of '${other.name}'`,
    allowed: `a service that serves only '${name}'`,
    because: 'Each client would get answers by both contracts in turn.',
    remedy: `let clients choose '${other.name}' themselves, and use a canary only for the next build of '${name}'`,
  });
}

// The application then tells clients, with the values of environment variables.
function checkTold(errors: PropErrors, versions: readonly Version[]): void {
  for (const version of versions.filter(({ retirement }) => retirement !== undefined)) {
    const { name } = version;
    const others = otherVersionsOf(version, versions);
    if (others.length === 0) { continue; }
    errors.add({
      prop: `addVersion('${name}').retirement`,
      given: name,
      shown: `announced for a service that also serves ${others.join(', ')}`,
      allowed: 'a service of its own for each retired version, since the router sets no headers',
      because: 'The application tells its clients with API_DEPRECATION, API_SUNSET and API_LINK, and would also tell those of the other versions.',
      remedy: "give the version a service of its own with 'serviceProps', or use a router that sets headers",
    });
  }
}

/** The names of the other versions that the service of one serves. */
export function otherVersionsOf({ name, service }: Version, versions: readonly Version[]): string[] {
  return versions.filter(other => other.service === service && other.name !== name).map(other => other.name);
}
