import { ImagePullPolicy, ServiceType } from 'cdk8s-plus-27';
import { Refusals } from '../checks/refusals';
import { isListOfWords, isRecord, listOfObjects } from '../checks/shapes';
import { entry } from '../checks/show';
import { checkSlips } from '../checks/slips';
import { ZeroDowntimeServiceProps } from '../props';

const LOST = 'It would be lost on the way, and the pods would run without it.';

const NESTED_PROPS: { readonly [prop in keyof ZeroDowntimeServiceProps]?: string[] } = {
  resources: ['cpu', 'memory', 'ephemeralStorage'],
  securityContext: ['user', 'group', 'ensureNonRoot', 'privileged', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'capabilities'],
  podSecurityContext: ['fsGroup', 'fsGroupChangePolicy', 'user', 'group', 'ensureNonRoot', 'sysctls'],
  dns: ['hostname', 'subdomain', 'hostnameAsFQDN', 'policy', 'nameservers', 'searches', 'options'],
};

const LISTS = ['envFrom', 'volumes', 'volumeMounts', 'hostAliases'] as const;
const WORDS = ['command', 'args'] as const;
const BOOLEANS = ['automountServiceAccountToken', 'isolate'] as const;

/** Refuses what cdk8s-plus would lose, or fail on without saying where, among the props that are handed on to it. */
export function checkPassThrough(refusals: Refusals, props: ZeroDowntimeServiceProps): void {
  for (const prop of WORDS) { checkWords(refusals, prop, props[prop]); }
  for (const prop of BOOLEANS) { checkBoolean(refusals, prop, props[prop], 'Any word counts as true, whatever it says.'); }
  for (const prop of LISTS) { listOfObjects<object>(refusals, prop, props[prop], LOST); }
  for (const [prop, known] of Object.entries(NESTED_PROPS)) { checkNested(refusals, prop, props[prop as keyof ZeroDowntimeServiceProps], known); }
  checkText(refusals, 'workingDir', props.workingDir);
  checkEnv(refusals, props.envVariables);
  checkOneOf(refusals, 'imagePullPolicy', props.imagePullPolicy, Object.values(ImagePullPolicy));
  checkOneOf(refusals, 'serviceType', props.serviceType, Object.values(ServiceType).filter(type => type !== ServiceType.EXTERNAL_NAME));
  checkHandler(refusals, props.postStart);
}

/** Refuses words where true or false is meant. */
export function checkBoolean(refusals: Refusals, prop: string, given: unknown, because: string): void {
  if (given === undefined || typeof given === 'boolean') { return; }
  refusals.add({ prop, given, allowed: 'true or false', because, remedy: 'write true or false without quotes' });
}

function checkWords(refusals: Refusals, prop: string, given: unknown): void {
  if (given === undefined || isListOfWords(given)) { return; }
  refusals.add({
    prop,
    given,
    allowed: 'a list of strings',
    because: 'No container starts with it: the rollout stops at its first pod and the update never reaches users.',
    remedy: 'write the words as a list of strings; they are not run in a shell',
  });
}

function checkText(refusals: Refusals, prop: string, given: unknown): void {
  if (given === undefined || typeof given === 'string') { return; }
  refusals.add({ prop, given, allowed: 'a string', because: 'The API server rejects it, and the release stops.', remedy: 'write it in quotes' });
}

function checkNested(refusals: Refusals, prop: string, given: unknown, known: string[]): void {
  if (given === undefined) { return; }
  if (!isRecord(given)) {
    refusals.add({ prop, given, allowed: `an object with ${known.join(', ')}`, because: LOST, remedy: 'give such an object, or leave it out' });
    return;
  }
  checkSlips(refusals, given, known, `${prop}.`);
  const kubernetes = ['limits', 'requests'].filter(name => prop === 'resources' && name in given);
  for (const name of kubernetes) {
    refusals.add({
      prop: `${prop}.${name}`,
      given: (given as { [name: string]: unknown })[name],
      allowed: "cdk8s-plus' form: cpu and memory, each with request and limit",
      because: LOST,
      remedy: 'write { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(512) } }',
    });
  }
}

function checkEnv(refusals: Refusals, given: unknown): void {
  if (given === undefined) { return; }
  const because = 'The variable would come without a value, and the application would start without its setting.';
  if (!isRecord(given)) {
    refusals.add({ prop: 'envVariables', given, allowed: 'an object of EnvValue', because, remedy: "write { NAME: EnvValue.fromValue('…') }" });
    return;
  }
  for (const [name, value] of Object.entries(given)) {
    const { value: text, valueFrom } = (value ?? {}) as { value?: unknown; valueFrom?: unknown };
    if (typeof text === 'string' || (typeof valueFrom === 'object' && valueFrom !== null)) { continue; }
    refusals.add({
      prop: entry('envVariables', name),
      given: text ?? value,
      allowed: 'an EnvValue of cdk8s-plus-27 with a string or a source',
      because,
      remedy: typeof value === 'string' ? `write EnvValue.fromValue('…')` : 'give it a string, or leave the variable out',
    });
  }
}

function checkOneOf(refusals: Refusals, prop: string, given: unknown, allowed: unknown[]): void {
  if (given === undefined || allowed.includes(given)) { return; }
  refusals.add({ prop, given, allowed: allowed.join(', '), because: 'The API server rejects it, and the release stops.', remedy: 'use one of them' });
}

function checkHandler(refusals: Refusals, given: unknown): void {
  if (given === undefined || typeof (given as { _toKube?: unknown } | null)?._toKube === 'function') { return; }
  refusals.add({
    prop: 'postStart',
    given,
    allowed: 'a Handler of cdk8s-plus-27',
    because: LOST,
    remedy: "write Handler.fromCommand(['/warm-up'])",
  });
}
