import { ContainerSecurityContextProps, PodSecurityContextProps } from 'cdk8s-plus-27';
import { PropErrors } from './prop-errors';
import { hubRepository, startsAsRoot, UNPRIVILEGED_NGINX } from '../../manifests';

const HOST = '(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?|[a-zA-Z0-9][-a-zA-Z0-9]*(?:[.][-a-zA-Z0-9.]*|(?=:[0-9]))|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?/';
const PATH = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const TAG = ':[a-zA-Z0-9_][-a-zA-Z0-9_.]{0,127}';
const DIGEST = '@(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})';

/** @see https://github.com/distribution/reference/blob/main/reference.go */
const REFERENCE = new RegExp(`^((?:${HOST})?${PATH}(?:/${PATH})*)(${TAG})?(${DIGEST})?$`);

const LONGEST_REFERENCE = 512;
const LONGEST_NAME = 255;

/** What an unset variable leaves in a tag. */
const UNSET = /^:(v|.*[-._])?(undefined|null|NaN)([-._].*)?$/;

/** A variable that Flux, envsubst and the like replace later; or a template literal in the wrong quotes. */
const VARIABLE = /\$\{[^{}\s]+\}/g;

/** An image whose content does not change under its name. */
export function checkImage(errors: PropErrors, prop: string, image: unknown): void {
  const parts = partsOf(image);
  if (!parts && hasOnlyVariablesLeft(image)) {
    errors.add({
      prop,
      given: image,
      allowed: 'an image without a variable',
      because: 'If nothing replaces the variable before the manifest is applied, no node can pull the image: the update never reaches users.',
      remedy: 'put the value in, between backticks if this program knows it',
      rule: 'image-has-variable',
    });
    return;
  }
  if (!parts) {
    errors.add({
      prop,
      given: image,
      allowed: "an image reference such as 'registry.example.com/my-svc:1.4.2', its path in lower case and without spaces",
      because: 'No node can pull it: the rollout stops at its first pod and the update never reaches users.',
      remedy: 'give the image with its tag or digest',
    });
    return;
  }
  const [, , tag, digest] = parts;
  if (!digest && (!tag || tag === ':latest' || UNSET.test(tag))) {
    errors.add({
      prop,
      given: image,
      allowed: 'an image with a digest, or with a tag other than latest',
      because: 'A pod that is rescheduled to another node may run different, untested code, and no rollback brings the old code back.',
      remedy: tag && UNSET.test(tag)
        ? 'set the variable that the tag comes from'
        : "name the version, such as 'registry.example.com/my-svc:1.4.2'",
      rule: 'mutable-image-tag',
    });
  }
}

/** Refuses an image that runs as root, where the container must not run as root. */
export function checkUser(
  errors: PropErrors, prop: string, image: unknown, container?: ContainerSecurityContextProps, pod?: PodSecurityContextProps,
): void {
  const user = container?.user ?? pod?.user;
  if (typeof image !== 'string' || container?.ensureNonRoot === false || user !== undefined || !startsAsRoot(image)) { return; }
  errors.add({
    prop,
    given: image,
    allowed: 'an image that names a user other than root',
    because: 'The kubelet does not start it in a pod that must not run as root: the update never reaches users.',
    remedy: hubRepository(image) === 'nginx'
      ? `use '${UNPRIVILEGED_NGINX}' with port 8080 and a volume mounted at /tmp, since the root filesystem is read-only`
      : 'use an image that names a user, or set securityContext.user to one that it can run as',
    rule: 'run-as-non-root-conflict',
  });
}

function partsOf(image: unknown): RegExpExecArray | undefined {
  const parts = typeof image === 'string' && image.length <= LONGEST_REFERENCE ? REFERENCE.exec(image) : null;
  return parts && parts[1].length <= LONGEST_NAME && !parts[1].includes('..') ? parts : undefined;
}

/** Whether it is an image once its variables are replaced; a variable may stand for a whole digest. */
function hasOnlyVariablesLeft(image: unknown): boolean {
  if (typeof image !== 'string' || image.length > LONGEST_REFERENCE) { return false; }
  return partsOf(image.replace(/@\$\{[^{}\s]+\}$/, '').replace(VARIABLE, 'x')) !== undefined;
}
