import { RouterChoice } from '../choices/router';
import { VersionedApiProps } from '../props';
import { isVersionName, VERSION_ALLOWED } from './version-name';
import { INTENT_PREFIX } from '../../intent/annotations';
import { NamedBy, VERSION_KEYS } from '../../intent/api-versions';
import { REJECTED } from '../../service/checks/consequences';
import { propPath } from '../../service/checks/format-value';
import { annotations, DNS_LABEL_ALLOWED, isClassName, isDnsLabel, isHost, isNamespace, labels } from '../../service/checks/names';
import { PropErrors } from '../../service/checks/prop-errors';
import { isRecord } from '../../service/checks/type-guards';
import { rejectTypos, rejectUnknown, rejectUnknownOptions } from '../../service/checks/typos';
import { API_PROPS } from '../../service/prop-names';
import { Api } from '../planning/api';
import { abilitiesOf, gatewayApiMinor } from '../planning/router-abilities';

const NO_ROUTE = 'Requests reach no version.';
const KNOWN = { props: API_PROPS, allowed: 'a prop of VersionedApiProps', remedy: () => "leave it out, and set fields without a prop on the construct's 'route'" };

/** The API that the props describe; all mistakes in them are added to the errors. */
export function apiOf(
  errors: PropErrors, id: string, props: VersionedApiProps, chartNamespace: string | undefined, isSubclass: boolean,
): Api {
  if (isSubclass) { rejectTypos(errors, props, API_PROPS); } else { rejectUnknown(errors, props, KNOWN); }
  const router = checkedRouter(errors, props.router);
  labels(errors, 'labels', props.labels);
  annotations(errors, 'annotations', props.annotations);
  checkOwnKeys(errors, props.annotations);
  const api = {
    name: checkedName(errors, id, props.name),
    namespace: props.namespace ?? chartNamespace,
    host: checkedHost(errors, props.host),
    basePath: checkedBasePath(errors, props.basePath),
    by: checkedVersionBy(errors, props.versionBy),
    default: props.defaultVersion,
    router,
    abilities: abilitiesOf(router),
  };
  if (props.namespace !== undefined && !isNamespace(props.namespace)) {
    errors.add({ prop: 'namespace', given: props.namespace, allowed: 'at most 63 lowercase letters, digits and dashes', because: REJECTED, remedy: "change it, or leave it out for the chart's" });
  }
  if (props.defaultVersion !== undefined && !isVersionName(props.defaultVersion)) {
    errors.add({ prop: 'defaultVersion', given: props.defaultVersion, allowed: VERSION_ALLOWED, because: NO_ROUTE, remedy: "name a version, such as 'v1', or leave it out" });
  }
  if (api.by.kind === 'header' && !api.abilities.matchesHeaders && !errors.has('versionBy', 'router')) {
    errors.add({
      prop: 'versionBy',
      given: props.versionBy,
      shown: `VersionBy.header('${api.by.header}')`,
      allowed: 'VersionBy.path() or VersionBy.host() with Router.ingress, which matches no headers',
      because: 'All requests would reach one version, whichever one they name.',
      remedy: 'write versionBy: VersionBy.path(), or use Router.httpRoute',
    });
  }
  return api;
}

function checkOwnKeys(errors: PropErrors, given: unknown): void {
  const own = [VERSION_KEYS.by, VERSION_KEYS.default, VERSION_KEYS.version].map(key => `${INTENT_PREFIX}${key}`);
  for (const key of Object.keys(isRecord(given) ? given : {}).filter(name => own.some(prefix => name.startsWith(prefix)))) {
    errors.add({
      prop: propPath('annotations', key),
      given: (given as Record<string, unknown>)[key],
      allowed: 'keys that this construct does not write itself',
      because: '`diff` would read different versions from those that are routed.',
      remedy: "use 'versionBy', 'defaultVersion' or addVersion",
    });
  }
}

function checkedName(errors: PropErrors, id: string, given: unknown): string {
  const name = given ?? id;
  if (isDnsLabel(name)) { return name; }
  errors.add({
    prop: 'name',
    given: name,
    allowed: DNS_LABEL_ALLOWED,
    because: REJECTED,
    remedy: given === undefined ? "this is the construct's id; change it, or give 'name'" : "change 'name', or leave it out to use the construct's id",
  });
  return 'refused';
}

function checkedHost(errors: PropErrors, given: unknown): string {
  if (isHost(given) && given.length <= 200 && given.split('.').every(label => label.length <= 63) && !/^(\*\.|[\d.]+$)/.test(given)) { return given; }
  errors.add({
    prop: 'host',
    given,
    allowed: "a host of at most 200 lowercase letters, digits, dashes and dots, such as 'api.example.com'",
    because: NO_ROUTE,
    remedy: typeof given === 'string' && /^(https?:\/\/|[^/]*:\d)/.test(given) ? 'write only the host, without scheme, port and path' : 'give the name that clients use',
  });
  return 'refused.example.com';
}

function checkedBasePath(errors: PropErrors, given: unknown): string {
  if (given === undefined || given === '/') { return ''; }
  if (typeof given === 'string' && /^(\/[A-Za-z0-9._~-]+)+$/.test(given) && !/\/\.\.?(\/|$)/.test(given)) { return given; }
  errors.add({
    prop: 'basePath',
    given,
    allowed: "a path that begins with '/' and does not end with one, such as '/shop'",
    because: NO_ROUTE,
    remedy: "write a path such as '/shop', or leave it out for the root of the host",
  });
  return '';
}

// As in RFC 9110; a router matches the host before any header.
const HEADER = /^(?!host$)[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}$/i;

function checkedVersionBy(errors: PropErrors, given: VersionedApiProps['versionBy']): NamedBy {
  const by = given === undefined ? { kind: 'path' as const } : given?._by;
  if (!by) {
    errors.add({ prop: 'versionBy', given, allowed: 'VersionBy.path() or another factory of VersionBy', because: NO_ROUTE, remedy: 'use a factory of VersionBy' });
    return { kind: 'path' };
  }
  if (by.kind === 'header' && !(typeof by.header === 'string' && HEADER.test(by.header))) {
    errors.add({
      prop: 'versionBy (VersionBy.header)',
      given: by.header,
      allowed: "the name of a header of at most 60 characters other than Host, such as 'API-Version'",
      because: 'The route is rejected, or no request can name a version.',
      remedy: 'give the name of a header of your own, without colon and value',
    });
  }
  return by;
}

function checkedRouter(errors: PropErrors, given: VersionedApiProps['router']): RouterChoice {
  const choice = given?._choice;
  if (!choice) {
    errors.add({ prop: 'router', given, allowed: 'Router.httpRoute(…) or Router.ingress(…)', because: NO_ROUTE, remedy: 'use a factory of Router' });
    return { kind: 'ingress', options: { className: 'refused' } };
  }
  const at = `router (Router.${choice.kind})`;
  if (!isRecord(choice.options)) {
    errors.add({ prop: at, given: choice.options, allowed: 'an object of options', because: NO_ROUTE, remedy: `write Router.${choice.kind}({ … })` });
    return { kind: 'ingress', options: { className: 'refused' } };
  }
  if (choice.kind === 'ingress') {
    rejectUnknownOptions(errors, choice.options, ['className', 'exposure', 'tlsSecretName', 'annotations'], `${at}.`);
    checkName(errors, `${at}.className`, choice.options.className, 'the name of an IngressClass', true);
    checkName(errors, `${at}.tlsSecretName`, choice.options.tlsSecretName, 'the name of a Secret');
    annotations(errors, `${at}.annotations`, choice.options.annotations);
    checkExposure(errors, at, choice.options.exposure);
    return { kind: choice.kind, options: { ...choice.options } };
  }
  const { gateway, gatewayNamespace, sectionName, gatewayApiVersion, implementation } = choice.options;
  rejectUnknownOptions(errors, choice.options, ['gateway', 'gatewayNamespace', 'sectionName', 'implementation', 'gatewayApiVersion'], `${at}.`);
  checkName(errors, `${at}.gateway`, gateway, 'the name of a Gateway', true);
  checkName(errors, `${at}.gatewayNamespace`, gatewayNamespace, 'the name of a namespace');
  checkName(errors, `${at}.sectionName`, sectionName, 'the name of a listener');
  checkImplementation(errors, `${at}.implementation`, implementation);
  if (gatewayApiVersion !== undefined && gatewayApiMinor(gatewayApiVersion) === undefined) {
    errors.add({
      prop: `${at}.gatewayApiVersion`,
      given: gatewayApiVersion,
      allowed: "a version in quotes, such as '1.4'",
      because: 'A field that the installed version does not know is rejected, and the release stops.',
      remedy: typeof gatewayApiVersion === 'number' ? 'quote it: without quotes, 1.10 is read as 1.1' : "leave it out for '1.4'",
    });
  }
  return { kind: choice.kind, options: { ...choice.options } };
}

function checkImplementation(errors: PropErrors, at: string, given: unknown): void {
  const abilities = (given as { _abilities?: unknown } | undefined)?._abilities as Record<string, unknown> | undefined;
  if (!isRecord(abilities)) {
    errors.add({
      prop: at,
      given,
      allowed: 'GatewayImplementation.conformant() or another factory of GatewayImplementation',
      because: 'A filter that it does not support is ignored, and clients get no headers, or the route is not accepted.',
      remedy: 'use a factory of GatewayImplementation',
    });
    return;
  }
  rejectUnknownOptions(errors, abilities, ['setsResponseHeaders', 'rewritesPaths', 'exposure'], `${at}.`);
  for (const ability of ['setsResponseHeaders', 'rewritesPaths']) {
    const value = (abilities as Record<string, unknown>)[ability];
    if (typeof value === 'boolean') { continue; }
    errors.add({
      prop: `${at}.${ability}`,
      given: value,
      allowed: 'true or false',
      because: 'A filter that it does not support is ignored, and clients get no headers, or the route is not accepted.',
      remedy: 'see its conformance report',
    });
  }
  checkExposure(errors, at, (abilities as { exposure?: unknown }).exposure);
}

function checkExposure(errors: PropErrors, at: string, given: unknown): void {
  if (given === undefined || (given as { _times?: unknown } | null)?._times) { return; }
  errors.add({
    prop: `${at}.exposure`,
    given,
    allowed: 'a factory of Exposure',
    because: 'Pods would stop before the router stops sending to them.',
    remedy: 'use a factory of Exposure, or leave it out',
  });
}

function checkName(errors: PropErrors, prop: string, given: unknown, allowed: string, required: boolean = false): void {
  if (isClassName(given) || (given === undefined && !required)) { return; }
  errors.add({ prop, given, allowed, because: NO_ROUTE, remedy: required ? 'give its name' : 'give its name, or leave it out' });
}
