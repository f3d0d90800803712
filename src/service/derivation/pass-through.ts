import { ContainerProps, HostAlias, ImagePullPolicy, PodSecurityContextProps, ServiceType } from 'cdk8s-plus-27';
import { checkCommandLine } from './actions';
import { checkDns } from './dns';
import { checkHandler } from './handlers';
import { checkNamespaceOf, sourceOf } from './namespaces';
import { checkResources } from './resources';
import { checkPodSecurityContext, checkSecurityContext } from './security';
import { needsMinor } from './version';
import { checkMounts, checkVolumes, TakenVolumes } from './volumes';
import { isVariableName } from '../../analysis/refusals/names';
import { ANY_VARIABLE_MINOR } from '../../intent/kubernetes-version';
import { LOST, REJECTED } from '../checks/consequences';
import { propPath } from '../checks/format-value';
import { checkBoolean, checkOneOf } from '../checks/nested';
import { PropErrors } from '../checks/prop-errors';
import { checkKind, isListOfWords, isRecord, objectsIn } from '../checks/type-guards';
import { StatedProps } from '../stated-props';

type ContainerPart = Pick<ContainerProps, 'command' | 'args' | 'workingDir' | 'envVariables' | 'envFrom' | 'volumeMounts' | 'resources'
  | 'securityContext' | 'imagePullPolicy'>;

/** Settings that the containers of a pod share. */
export interface PodContext {
  /** The minor version of the oldest control plane or kubelet. */
  readonly minor: number;
  readonly namespace: string | undefined;
  readonly securityContext: PodSecurityContextProps | undefined;
  readonly volumes: TakenVolumes;
}

/** Refuses values that cdk8s-plus would drop, or reject without naming the construct, among the props that are passed on to it. */
export function checkPassThrough(errors: PropErrors, props: StatedProps, pod: PodContext): void {
  checkContainer(errors, props, pod);
  checkBoolean(errors, 'automountServiceAccountToken', props.automountServiceAccountToken);
  checkBoolean(errors, 'isolate', props.isolate);
  checkVolumes(errors, props.volumes, pod.volumes);
  for (const { at, value } of objectsIn(errors, 'hostAliases', props.hostAliases, LOST)) { checkHostAlias(errors, at, value); }
  checkPodSecurityContext(errors, props.podSecurityContext);
  checkDns(errors, props.dns);
  checkOneOf(errors, 'serviceType', props.serviceType, Object.values(ServiceType).filter(type => type !== ServiceType.EXTERNAL_NAME));
  if (props.postStart !== undefined) { checkHandler(errors, 'postStart', props.postStart); }
  checkNamed(errors, 'serviceAccount', props.serviceAccount, "ServiceAccount.fromServiceAccountName(chart, 'Account', '…')");
  checkNamespaceOf(errors, 'serviceAccount', props.serviceAccount, pod.namespace);
  for (const { at, value } of objectsIn(errors, 'imagePullSecrets', props.imagePullSecrets, LOST)) {
    checkNamed(errors, at, value, "Secret.fromSecretName(chart, 'Secret', '…')");
    checkNamespaceOf(errors, at, value, pod.namespace);
  }
}

/** The same for one container; `at` is the beginning of its props' paths. */
export function checkContainer(errors: PropErrors, props: ContainerPart, pod: PodContext, at: string = ''): void {
  checkWords(errors, `${at}command`, props.command);
  checkProgram(errors, `${at}command`, props.command);
  checkCommandLine(errors, `${at}command`, props.command);
  checkWords(errors, `${at}args`, props.args);
  checkWorkingDir(errors, `${at}workingDir`, props.workingDir);
  checkEnv(errors, `${at}envVariables`, props.envVariables, pod.minor);
  for (const source of objectsIn(errors, `${at}envFrom`, props.envFrom, LOST)) {
    checkKind(errors, source.at, source.value, 'EnvFrom', LOST);
    checkNamespaceOf(errors, source.at, sourceOf(source.value), pod.namespace);
  }
  checkMounts(errors, `${at}volumeMounts`, props.volumeMounts, pod.volumes);
  checkResources(errors, `${at}resources`, props.resources);
  checkSecurityContext(errors, `${at}securityContext`, props.securityContext, pod.securityContext);
  checkOneOf(errors, `${at}imagePullPolicy`, props.imagePullPolicy, Object.values(ImagePullPolicy));
}

function checkNamed(errors: PropErrors, prop: string, given: unknown, example: string): void {
  const isObject = typeof given === 'object' && given !== null && !(given instanceof Error);
  if (given === undefined || isObject && typeof (given as { name?: unknown }).name === 'string') { return; }
  errors.add({ prop, given, allowed: 'an object of cdk8s-plus-27 with a name', because: LOST, remedy: `write ${example}` });
}

function checkHostAlias(errors: PropErrors, at: string, { ip, hostnames }: HostAlias): void {
  if (typeof ip !== 'string') { errors.add({ prop: `${at}.ip`, given: ip, allowed: 'an IP address', because: REJECTED, remedy: "write ip: '10.0.0.1'" }); }
  checkWords(errors, `${at}.hostnames`, hostnames);
}

function checkWords(errors: PropErrors, prop: string, given: unknown): void {
  if (given === undefined || isListOfWords(given)) { return; }
  errors.add({
    prop,
    given,
    allowed: 'a list of strings',
    because: 'Containers do not start with it: the rollout stops at its first pod and the update never reaches users.',
    remedy: 'write the words as a list of strings; they are not run in a shell',
  });
}

function checkProgram(errors: PropErrors, prop: string, command: unknown): void {
  if (!isListOfWords(command) || command.length === 0 || command[0].trim() !== '') { return; }
  errors.add({
    prop,
    given: command,
    allowed: "a list of words of which the first is the program, or none for the image's",
    because: 'Containers do not start with it: the rollout stops at its first pod and the update never reaches users.',
    remedy: 'name the program, or leave it out',
  });
}

function checkWorkingDir(errors: PropErrors, prop: string, given: unknown): void {
  // An empty string stands for the directory of the image.
  if (given === undefined || given === '' || (typeof given === 'string' && given.startsWith('/'))) { return; }
  errors.add({
    prop,
    given,
    allowed: "a path that begins with '/', such as '/app'",
    because: typeof given === 'string' ? 'Container runtimes do not start a container in a relative directory: the rollout stops at its first pod.' : REJECTED,
    remedy: typeof given === 'string' ? 'write the absolute path' : 'write it in quotes',
  });
}

// Names that older clusters accept, too.
const ANY_CLUSTERS_VARIABLE = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

function checkEnv(errors: PropErrors, prop: string, given: unknown, minor: number): void {
  if (given === undefined) { return; }
  const because = 'The variable would have no value, and the application would start without its setting.';
  if (!isRecord(given)) {
    errors.add({ prop, given, allowed: 'an object of EnvValue', because, remedy: "write { NAME: EnvValue.fromValue('…') }" });
    return;
  }
  for (const [name, value] of Object.entries(given)) {
    if (isVariableName(name) && !ANY_CLUSTERS_VARIABLE.test(name)) {
      needsMinor(errors, minor, ANY_VARIABLE_MINOR, {
        prop: propPath(prop, name), given: name, because: REJECTED, remedy: 'name it with letters, digits, dashes, dots and underscores, and no digit first',
      });
    }
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
