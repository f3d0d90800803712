import { checkedRetirement } from './retirement';
import { asPeopleReadIt, isVersionName, VERSION_ALLOWED } from './version-name';
import { NamedBy } from '../../intent/api-versions';
import { REJECTED } from '../../service/checks/consequences';
import { checkedContract } from '../../service/checks/contract';
import { DNS_LABEL_ALLOWED, isDnsLabel } from '../../service/checks/names';
import { checkBoolean } from '../../service/checks/nested';
import { wholeNumber } from '../../service/checks/number-props';
import { PropErrors } from '../../service/checks/prop-errors';
import { isRecord } from '../../service/checks/type-guards';
import { rejectUnknown, rejectUnknownOptions } from '../../service/checks/typos';
import { SERVICE_PROPS } from '../../service/prop-names';
import { Api, serviceNameOf, Version } from '../planning/api';
import { ApiVersionOptions, VersionCanary } from '../props';

const OPTIONS = ['service', 'serviceProps', 'retirement', 'stripPrefix', 'canary', 'contract'];
const KNOWN = {
  props: OPTIONS,
  allowed: OPTIONS.join(', '),
  remedy: (name: string) => {
    if (SERVICE_PROPS.includes(name)) { return `write serviceProps: { ${name}, … }`; }
    return ['deprecated', 'sunset', 'successor', 'guide'].includes(name) ? `write retirement: Retirement.announced({ ${name}, … })` : 'leave it out';
  },
};
const NO_ANSWER = 'No pod would answer requests for this version.';

/** A version without its name and its service. */
export type Described = Omit<Version, 'name' | 'service'>;

/** Refuses names that are not versions, or that mean one that was already added. */
export function checkVersionName(errors: PropErrors, given: unknown, taken: readonly string[], by: NamedBy): void {
  const at = 'addVersion (version)';
  if (!isVersionName(given, by)) {
    errors.add({
      prop: at,
      given,
      allowed: `${VERSION_ALLOWED}, other than 'default'${by.kind === 'host' ? ', and without dots, since it is a part of a host' : ''}`,
      because: 'The route or the service of the version is rejected.',
      remedy: remedyFor(given, by),
    });
    return;
  }
  const same = taken.find(name => asPeopleReadIt(name) === asPeopleReadIt(given));
  if (same === undefined) { return; }
  errors.add({
    prop: at,
    given,
    allowed: 'each version once',
    because: same === given ? 'A request could reach two services.' : `People read '${given}' and '${same}' as one version, and call the wrong one.`,
    remedy: 'remove one of the two',
  });
}

/** Refuses a version whose service would have a name that is too long. */
export function checkServiceName(errors: PropErrors, at: string, version: unknown, options: ApiVersionOptions, api: Api): void {
  if (!isVersionName(version, api.by) || errors.has('name', at) || options.serviceProps === undefined || options.serviceProps.name !== undefined) { return; }
  const name = serviceNameOf(api, version);
  const { length } = name;
  if (isDnsLabel(name)) { return; }
  errors.add({
    prop: `${at}.serviceProps.name`,
    given: undefined,
    shown: `left out, and '${name}' has ${length} characters`,
    allowed: DNS_LABEL_ALLOWED,
    because: REJECTED,
    remedy: "give the service a shorter 'name'",
  });
}

// Paths and values of headers are case-sensitive: a request for `/V1` does not reach `/v1`.
function remedyFor(given: unknown, by: NamedBy): string {
  const lower = typeof given === 'string' ? given.trim().toLowerCase() : '';
  if (lower === given || !isVersionName(lower, by)) { return 'change it'; }
  const address = by.kind === 'header' ? `${by.header}: ${given}` : `/${given}`;
  const existing = by.kind === 'host' ? '' : `; if clients already call ${address}, add that match to the rule with a JSON patch on 'route'`;
  return `write '${lower}'${existing}`;
}

export function describedVersion(errors: PropErrors, at: string, options: ApiVersionOptions, api: Api): Described {
  if (!isRecord(options)) {
    errors.add({ prop: at, given: options, allowed: "an object with 'service' or 'serviceProps'", because: NO_ANSWER, remedy: 'write { service }' });
    return { stripPrefix: false };
  }
  rejectUnknown(errors, options, KNOWN, `${at}.`);
  checkService(errors, at, options);
  checkStripPrefix(errors, at, options.stripPrefix, api);
  return {
    retirement: checkedRetirement(errors, `${at}.retirement`, options.retirement),
    stripPrefix: options.stripPrefix === true,
    canary: checkedCanary(errors, `${at}.canary`, options, api),
    contract: checkedVersionContract(errors, at, options),
  };
}

function checkService(errors: PropErrors, at: string, { service, serviceProps }: ApiVersionOptions): void {
  if (service !== undefined && serviceProps !== undefined) {
    errors.add({
      prop: `${at}.serviceProps`,
      given: serviceProps,
      shown: "given beside 'service'",
      allowed: "either 'service' or 'serviceProps'",
      because: 'The second service would get no requests.',
      remedy: 'leave one of them out',
    });
  } else if (service === undefined && serviceProps === undefined) {
    errors.add({ prop: `${at}.service`, given: undefined, allowed: "a ZeroDowntimeService, or 'serviceProps' to create one", because: NO_ANSWER, remedy: 'give one of them' });
  } else if (service === undefined && !isRecord(serviceProps)) {
    errors.add({ prop: `${at}.serviceProps`, given: serviceProps, allowed: 'an object of ZeroDowntimeServiceProps', because: NO_ANSWER, remedy: 'give at least image and healthCheck' });
  } else if (service !== undefined && !isService(service)) {
    errors.add({
      prop: `${at}.service`,
      given: service,
      shown: 'something else',
      allowed: 'a ZeroDowntimeService',
      because: 'It would not be known how its pods stop: requests for this version would fail in its updates.',
      remedy: 'create it with ZeroDowntimeService',
    });
  }
}

/** Judged by shape, since an app may have more than one copy of this library. */
function isService(given: unknown): boolean {
  const { _plan: plan } = (given ?? {}) as { readonly _plan?: { readonly ports?: { readonly main?: unknown } } };
  return plan?.ports?.main !== undefined;
}

function checkStripPrefix(errors: PropErrors, at: string, given: unknown, { by, abilities }: Api): void {
  const prop = `${at}.stripPrefix`;
  checkBoolean(errors, prop, given);
  if (given !== true || errors.has('versionBy', 'router')) { return; }
  if (by.kind !== 'path') {
    errors.add({
      prop,
      given,
      allowed: 'only with VersionBy.path()',
      because: 'Paths do not contain the version, so another part of the path would be lost.',
      remedy: 'leave it out',
    });
  } else if (!abilities.rewritesPaths) {
    errors.add({
      prop,
      given,
      allowed: 'only with a router that rewrites paths',
      because: 'The router ignores the filter, or does not accept the route: the service gets paths that it does not serve, and answers with 404.',
      remedy: 'leave it out, and serve the path with the version in it',
    });
  }
}

// One of two contracts for the same requests would be wrong.
function checkedVersionContract(errors: PropErrors, at: string, { contract, service, serviceProps }: ApiVersionOptions): Version['contract'] {
  const own = service === undefined ? serviceProps?.contract : (service as ApiVersionOptions['service'] | null)?._plan?.contract;
  if (contract !== undefined && own !== undefined) {
    errors.add({
      prop: `${at}.contract`,
      given: contract,
      shown: 'given, and its service has a contract as well',
      allowed: 'one contract: that of the version, or that of a service which is not a version',
      because: 'Clients of the version would get two promises at once.',
      remedy: "leave out 'contract' of the service",
    });
    return undefined;
  }
  return checkedContract(errors, `${at}.contract`, contract);
}

function checkedCanary(errors: PropErrors, at: string, { canary, service }: ApiVersionOptions, { abilities }: Api): Version['canary'] {
  if (canary === undefined) { return undefined; }
  if (!isRecord(canary)) {
    errors.add({ prop: at, given: canary, allowed: "an object with 'service' and 'weight'", because: 'Requests would not reach the next build.', remedy: 'write { service, weight: 5 }' });
    return undefined;
  }
  rejectUnknownOptions(errors, canary, ['service', 'weight'], `${at}.`);
  checkCanaryService(errors, at, canary, service);
  if (!abilities.splitsByWeight && !errors.has('router')) {
    errors.add({
      prop: at,
      given: canary,
      shown: 'given',
      allowed: 'only with Router.httpRoute',
      because: 'An Ingress does not support weights: the next build would get no requests.',
      remedy: 'leave it out, or use Router.httpRoute',
    });
  }
  const weight = wholeNumber(errors, `${at}.weight`, canary.weight, 1, {
    required: true, min: 1, max: 99, because: 'With 0, the next build gets no requests; with 100, the running build gets none.',
  });
  return { service: canary.service, weight };
}

function checkCanaryService(errors: PropErrors, at: string, canary: VersionCanary, own: unknown): void {
  if (!isService(canary.service)) {
    errors.add({
      prop: `${at}.service`,
      given: canary.service,
      shown: canary.service === undefined ? undefined : 'something else',
      allowed: 'a ZeroDowntimeService with the next build',
      because: 'No pod would answer its share of the requests.',
      remedy: 'create a second ZeroDowntimeService with the next build, and pass it',
    });
  } else if (canary.service === own) {
    errors.add({
      prop: `${at}.service`,
      given: canary.service,
      shown: 'the service of the version itself',
      allowed: 'another ZeroDowntimeService with the next build',
      because: 'All requests would reach the running build.',
      remedy: 'give the next build a service of its own, or leave out the canary',
    });
  }
}
