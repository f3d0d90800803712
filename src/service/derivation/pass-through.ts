import { SizeRoundingBehavior } from 'cdk8s';
import { ContainerProps, ImagePullPolicy, ServiceType } from 'cdk8s-plus-27';
import { propPath } from '../checks/format-value';
import { PropErrors } from '../checks/prop-errors';
import { isListOfWords, isRecord, objectsIn } from '../checks/type-guards';
import { rejectTypos } from '../checks/typos';
import { ZeroDowntimeServiceProps } from '../props';

const LOST = 'It would be lost on the way, and the pods would run without it.';
const REJECTED = 'The API server rejects it, and the release stops.';

const SECURITY_PROPS = ['user', 'group', 'ensureNonRoot', 'privileged', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'capabilities'];
const POD_SECURITY_PROPS = ['fsGroup', 'fsGroupChangePolicy', 'user', 'group', 'ensureNonRoot', 'sysctls'];
const DNS_PROPS = ['hostname', 'subdomain', 'hostnameAsFQDN', 'policy', 'nameservers', 'searches', 'options'];

type ContainerPart = Pick<ContainerProps, 'command' | 'args' | 'workingDir' | 'envVariables' | 'envFrom' | 'volumeMounts' | 'resources'
  | 'securityContext' | 'imagePullPolicy'>;

/** Refuses what cdk8s-plus would lose, or fail on without saying where, among the props that are handed on to it. */
export function checkPassThrough(errors: PropErrors, props: ZeroDowntimeServiceProps): void {
  checkContainer(errors, props);
  checkBoolean(errors, 'automountServiceAccountToken', props.automountServiceAccountToken);
  checkBoolean(errors, 'isolate', props.isolate);
  for (const { at, value } of objectsIn(errors, 'volumes', props.volumes, LOST)) { checkKind(errors, at, value, 'Volume', LOST); }
  objectsIn<object>(errors, 'hostAliases', props.hostAliases, LOST);
  checkNested(errors, 'podSecurityContext', props.podSecurityContext, POD_SECURITY_PROPS);
  checkNested(errors, 'dns', props.dns, DNS_PROPS);
  checkOneOf(errors, 'serviceType', props.serviceType, Object.values(ServiceType).filter(type => type !== ServiceType.EXTERNAL_NAME));
  if (props.postStart !== undefined) { checkKind(errors, 'postStart', props.postStart, 'Handler', LOST); }
  checkNamed(errors, 'serviceAccount', props.serviceAccount, "ServiceAccount.fromServiceAccountName(chart, 'Account', '…')");
  checkNamed(errors, 'dockerRegistryAuth', props.dockerRegistryAuth, "Secret.fromSecretName(chart, 'Secret', '…')");
}

/** The same for one container; `at` is the beginning of its props' paths. */
export function checkContainer(errors: PropErrors, props: ContainerPart, at: string = ''): void {
  checkWords(errors, `${at}command`, props.command);
  checkWords(errors, `${at}args`, props.args);
  checkText(errors, `${at}workingDir`, props.workingDir);
  checkEnv(errors, `${at}envVariables`, props.envVariables);
  for (const source of objectsIn(errors, `${at}envFrom`, props.envFrom, LOST)) { checkKind(errors, source.at, source.value, 'EnvFrom', LOST); }
  for (const mount of objectsIn(errors, `${at}volumeMounts`, props.volumeMounts, LOST)) {
    checkText(errors, `${mount.at}.path`, mount.value.path ?? null);
    checkKind(errors, `${mount.at}.volume`, mount.value.volume, 'Volume', LOST);
  }
  checkResources(errors, `${at}resources`, props.resources);
  checkNested(errors, `${at}securityContext`, props.securityContext, SECURITY_PROPS);
  for (const prop of ['ensureNonRoot', 'privileged', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation'] as const) {
    checkBoolean(errors, `${at}securityContext.${prop}`, props.securityContext?.[prop]);
  }
  checkOneOf(errors, `${at}imagePullPolicy`, props.imagePullPolicy, Object.values(ImagePullPolicy));
}

/** Refuses words where true or false is meant. */
export function checkBoolean(errors: PropErrors, prop: string, given: unknown, because: string = 'Any word counts as true, whatever it says.'): void {
  if (given === undefined || typeof given === 'boolean') { return; }
  errors.add({ prop, given, allowed: 'true or false', because, remedy: 'write true or false without quotes' });
}

/** Refuses what is no object of that class of cdk8s-plus; by shape, since an app may have more than one copy of it. */
export function checkKind(errors: PropErrors, prop: string, given: unknown, kind: string, because: string): void {
  if (typeof (given as { _toKube?: unknown } | null | undefined)?._toKube === 'function') { return; }
  errors.add({ prop, given, allowed: `a ${kind} of cdk8s-plus-27`, because, remedy: `use a factory of ${kind}` });
}

function checkNamed(errors: PropErrors, prop: string, given: unknown, example: string): void {
  if (given === undefined || typeof (given as { name?: unknown } | null)?.name === 'string') { return; }
  errors.add({ prop, given, allowed: 'an object of cdk8s-plus-27 with a name', because: LOST, remedy: `write ${example}` });
}

function checkWords(errors: PropErrors, prop: string, given: unknown): void {
  if (given === undefined || isListOfWords(given)) { return; }
  errors.add({
    prop,
    given,
    allowed: 'a list of strings',
    because: 'No container starts with it: the rollout stops at its first pod and the update never reaches users.',
    remedy: 'write the words as a list of strings; they are not run in a shell',
  });
}

function checkText(errors: PropErrors, prop: string, given: unknown): void {
  if (given === undefined || typeof given === 'string') { return; }
  errors.add({ prop, given, allowed: 'a string', because: REJECTED, remedy: 'write it in quotes' });
}

function checkNested(errors: PropErrors, prop: string, given: unknown, known: string[]): void {
  if (given === undefined) { return; }
  if (isRecord(given)) {
    rejectTypos(errors, given, known, `${prop}.`);
  } else {
    errors.add({ prop, given, allowed: `an object with ${known.join(', ')}`, because: LOST, remedy: 'give such an object, or leave it out' });
  }
}

const RESOURCES_FORM = '{ cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(512) } }';

function checkResources(errors: PropErrors, prop: string, given: ContainerProps['resources']): void {
  checkNested(errors, prop, given, ['cpu', 'memory', 'ephemeralStorage']);
  if (!isRecord(given) || errors.has(prop)) { return; }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) { continue; }
    const amounts = isRecord(value) ? Object.entries(value).filter(([, amount]) => amount !== undefined) : [];
    if (amounts.length > 0 && amounts.every(([side, amount]) => ['request', 'limit'].includes(side) && isAmount(name, amount))) { continue; }
    errors.add({
      prop: `${prop}.${name}`,
      given: value,
      allowed: "cdk8s-plus' form: cpu and memory, each with request and limit, as Cpu and Size; ephemeralStorage in whole gibibytes",
      because: LOST,
      remedy: `write ${RESOURCES_FORM}`,
    });
  }
}

function isAmount(resource: string, amount: unknown): boolean {
  if (resource === 'cpu') { return typeof (amount as { amount?: unknown } | null)?.amount === 'string'; }
  const size = amount as { toMebibytes?: unknown; toGibibytes?: (options: { rounding: SizeRoundingBehavior }) => number } | null;
  if (typeof size?.toMebibytes !== 'function') { return false; }
  // cdk8s-plus writes ephemeral storage in gibibytes, and fails on anything between.
  return resource !== 'ephemeralStorage' || Number.isInteger(size.toGibibytes?.({ rounding: SizeRoundingBehavior.NONE }));
}

function checkEnv(errors: PropErrors, prop: string, given: unknown): void {
  if (given === undefined) { return; }
  const because = 'The variable would come without a value, and the application would start without its setting.';
  if (!isRecord(given)) {
    errors.add({ prop, given, allowed: 'an object of EnvValue', because, remedy: "write { NAME: EnvValue.fromValue('…') }" });
    return;
  }
  for (const [name, value] of Object.entries(given)) {
    const { value: text, valueFrom } = (value ?? {}) as { value?: unknown; valueFrom?: unknown };
    if (typeof text === 'string' || (typeof valueFrom === 'object' && valueFrom !== null)) { continue; }
    const isEnvValue = typeof value === 'object' && value !== null && 'value' in value;
    errors.add({
      prop: propPath(prop, name),
      given: text ?? value,
      shown: isEnvValue && text === undefined ? 'an EnvValue without a value' : undefined,
      allowed: 'an EnvValue of cdk8s-plus-27 with a string or a source',
      because,
      remedy: proposeRemedy(isEnvValue, text),
    });
  }
}

function proposeRemedy(isEnvValue: boolean, text: unknown): string {
  if (!isEnvValue) { return "write EnvValue.fromValue('…'), or leave the variable out"; }
  return text !== undefined
    ? 'give it a string, or leave the variable out'
    : 'set the variable that it comes from, or leave the variable out';
}

function checkOneOf(errors: PropErrors, prop: string, given: unknown, allowed: unknown[]): void {
  if (given === undefined || allowed.includes(given)) { return; }
  errors.add({ prop, given, allowed: allowed.join(', '), because: REJECTED, remedy: 'use one of them' });
}
