import { ContainerSecurityContextProps, FsGroupChangePolicy, PodSecurityContextProps } from 'cdk8s-plus-27';
import { REJECTED } from '../checks/consequences';
import { checkBoolean, checkNested, checkOneOf } from '../checks/nested';
import { wholeNumber } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { isRecord } from '../checks/type-guards';

const PROPS = ['user', 'group', 'ensureNonRoot', 'privileged', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'capabilities'];
const POD_PROPS = ['fsGroup', 'fsGroupChangePolicy', 'user', 'group', 'ensureNonRoot', 'sysctls'];
const BOOLEANS = ['ensureNonRoot', 'privileged', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation'] as const;

/** Refuses a security context with which containers do not start. Settings that are left out get cdk8s-plus' default, which is strict. */
export function checkSecurityContext(
  errors: PropErrors, prop: string, given: ContainerSecurityContextProps | undefined, pod: PodSecurityContextProps | undefined,
): void {
  checkNested(errors, prop, given, PROPS);
  for (const field of BOOLEANS) { checkBoolean(errors, `${prop}.${field}`, given?.[field]); }
  for (const field of ['user', 'group'] as const) { checkId(errors, `${prop}.${field}`, given?.[field]); }
  if (given?.privileged === true && given.allowPrivilegeEscalation !== true) {
    errors.add({
      prop: `${prop}.privileged`,
      given: true,
      allowed: "false, while 'allowPrivilegeEscalation' is false",
      because: REJECTED,
      remedy: `leave it out, or set '${prop}.allowPrivilegeEscalation' to true`,
    });
  }
  const isOwn = given?.user !== undefined;
  if ((isOwn ? given.user : pod?.user) !== 0 || (given?.ensureNonRoot ?? true) !== true) { return; }
  errors.add({
    prop: isOwn ? `${prop}.user` : 'podSecurityContext.user',
    given: 0,
    allowed: `a user other than 0, while '${isOwn ? '' : `${prop}.`}ensureNonRoot' is true`,
    because: 'The kubelet does not start a container as root that must not run as root: the rollout stops at its first pod.',
    remedy: `give another user, or set '${prop}.ensureNonRoot' to false`,
  });
}

/** The same for the settings that apply to all containers of the pod. */
export function checkPodSecurityContext(errors: PropErrors, given: PodSecurityContextProps | undefined): void {
  const prop = 'podSecurityContext';
  checkNested(errors, prop, given, POD_PROPS);
  if (!isRecord(given)) { return; }
  const { ensureNonRoot, fsGroupChangePolicy } = given as PodSecurityContextProps;
  checkBoolean(errors, `${prop}.ensureNonRoot`, ensureNonRoot);
  checkOneOf(errors, `${prop}.fsGroupChangePolicy`, fsGroupChangePolicy, Object.values(FsGroupChangePolicy));
  for (const field of ['user', 'group', 'fsGroup'] as const) { checkId(errors, `${prop}.${field}`, given[field]); }
}

function checkId(errors: PropErrors, prop: string, given: unknown): void {
  wholeNumber(errors, prop, given, 0, { min: 0, because: REJECTED });
}
