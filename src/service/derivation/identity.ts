import { Pod } from 'cdk8s-plus-27';
import { isReleaseLabel, namesRelease } from '../../analysis/identity/release-labels';
import { INTENT_PREFIX } from '../../intent/annotations';
import { propPath } from '../checks/format-value';
import { annotations, DNS_LABEL_ALLOWED, isDeploymentName, isDnsLabel, isNamespace, labels } from '../checks/names';
import { PropErrors } from '../checks/prop-errors';
import { isRecord } from '../checks/type-guards';
import { StatedProps } from '../stated-props';

/** The names of the objects, and how they select their pods. */
export interface Identity {
  readonly name: string;
  readonly containerName: string;
  readonly serviceName: string;
  readonly budgetName: string;
  readonly namespace?: string;
  readonly labels: { [key: string]: string };
  readonly annotations: { [key: string]: string };
  readonly serviceAnnotations: { [key: string]: string };
  readonly selectorLabels: { [key: string]: string };
  readonly podLabels: { [key: string]: string };
  readonly podAnnotations: { [key: string]: string };
}

export function deriveIdentity(
  errors: PropErrors,
  id: string,
  props: StatedProps,
  chartNamespace: string | undefined,
  hasService: boolean,
): Identity {
  const name = checkedName(errors, id, props, hasService);
  const selectorLabels = props.selectorLabels === undefined
    ? { 'service-name': name }
    : labels(errors, 'selectorLabels', props.selectorLabels);
  checkSelector(errors, props.selectorLabels, name);
  checkNamespace(errors, 'namespace', props.namespace);
  if (props.namespace === undefined) { checkNamespace(errors, 'namespace (of the chart)', chartNamespace); }

  const own = labels(errors, 'labels', props.labels);
  const podLabels = labels(errors, 'podLabels', props.podLabels);
  checkNoConflict(errors, 'labels', own, selectorLabels);
  checkNoConflict(errors, 'podLabels', podLabels, selectorLabels);
  return {
    name,
    containerName: checkedOtherName(errors, 'containerName', name.replace(/\./g, '-'), props.containerName),
    serviceName: checkedOtherName(errors, 'serviceName', name, props.serviceName),
    budgetName: `${name}-pdb`,
    namespace: props.namespace,
    labels: { 'app.kubernetes.io/name': name, ...own, ...selectorLabels },
    annotations: ownAnnotations(errors, props.annotations),
    serviceAnnotations: annotations(errors, 'serviceAnnotations', props.serviceAnnotations),
    selectorLabels,
    podLabels: { [Pod.ADDRESS_LABEL]: name, ...podLabels, ...selectorLabels },
    podAnnotations: annotations(errors, 'podAnnotations', props.podAnnotations),
  };
}

const NAME_REJECTED = 'The API server rejects all or some of the objects, and the release stops halfway.';

// A running Deployment may have a name that is not allowed for a Service, if the Service has a name of its own.
function checkedName(errors: PropErrors, id: string, { name: given, serviceName }: StatedProps, hasService: boolean): string {
  const name = given === undefined ? id : given;
  if (isDnsLabel(name) || ((serviceName !== undefined || !hasService) && isDeploymentName(name))) { return name; }
  errors.add({
    prop: 'name',
    given: name,
    allowed: DNS_LABEL_ALLOWED,
    because: NAME_REJECTED,
    remedy: given === undefined ? "this is the construct's id; change it, or give 'name'"
      : `change 'name', or leave it out to use the construct's id${isDeploymentName(name) ? "; a running Deployment keeps it if 'serviceName' is given" : ''}`,
  });
  return 'refused';
}

function checkedOtherName(errors: PropErrors, prop: string, fallback: string, given: string | undefined): string {
  if (given === undefined) { return fallback; }
  if (!isDnsLabel(given)) {
    errors.add({
      prop, given, allowed: DNS_LABEL_ALLOWED, because: NAME_REJECTED, remedy: "change it, or leave it out to use 'name'",
    });
  }
  return given;
}

function checkNamespace(errors: PropErrors, prop: string, namespace: unknown): void {
  if (namespace === undefined || isNamespace(namespace)) { return; }
  errors.add({
    prop,
    given: namespace,
    allowed: 'at most 63 lowercase letters, digits and dashes, beginning and ending with a letter or digit',
    because: 'The API server rejects all objects.',
    remedy: prop === 'namespace' ? "change it, or leave it out to use the chart's" : "change it in the chart, or give 'namespace'",
  });
}

function checkSelector(errors: PropErrors, given: { [key: string]: string } | undefined, name: string): void {
  if (!isRecord(given)) { return; }
  if (Object.keys(given).length === 0) {
    errors.add({
      prop: 'selectorLabels',
      given,
      allowed: 'at least one label',
      because: 'A Deployment with an empty selector is rejected, and a budget with one selects every pod of the namespace.',
      remedy: "leave it out for 'service-name: <name>'",
    });
  }
  for (const key of Object.keys(given).filter(k => given[k] === '')) {
    errors.add({
      prop: propPath('selectorLabels', key),
      given: '',
      allowed: 'a value that is not empty',
      because: 'Tools easily drop an empty value, and the selector with it: the Service selects no pods.',
      remedy: 'give it a value, or leave the label out',
    });
  }
  // A Deployment for each version is on purpose.
  for (const key of Object.keys(given).filter(k => isReleaseLabel(k, given[k]) && !namesRelease(name, given[k]))) {
    errors.add({
      prop: propPath('selectorLabels', key),
      given: given[key],
      allowed: 'labels that never change',
      because: 'The selector of a Deployment cannot change: the first release with another value is rejected, but the Service is already changed, '
        + 'and every request fails.',
      remedy: `put '${key}' into 'podLabels'`,
      rule: 'version-label-in-selector',
    });
  }
}

function checkNoConflict(
  errors: PropErrors,
  prop: string,
  own: { [key: string]: string },
  selector: { [key: string]: string },
): void {
  if (errors.has('name', 'selectorLabels')) { return; }
  for (const key of Object.keys(own).filter(k => Object.hasOwn(selector, k) && selector[k] !== own[k])) {
    errors.add({
      prop: propPath(prop, key),
      given: own[key],
      allowed: `'${selector[key]}', as in the selector`,
      because: 'A label can have only one value: the selector would override this one, and queries for it would find no pod.',
      remedy: 'leave it out, or change \'selectorLabels\' before the first release',
    });
  }
}

function ownAnnotations(errors: PropErrors, given: { [key: string]: string } | undefined): { [key: string]: string } {
  const own = annotations(errors, 'annotations', given);
  for (const key of Object.keys(own).filter(k => k.startsWith(INTENT_PREFIX))) {
    errors.add({
      prop: propPath('annotations', key),
      given: own[key],
      allowed: `keys outside '${INTENT_PREFIX}', which this construct writes itself`,
      because: 'The checks would read a different figure from the one that the pods run with.',
      remedy: "state it by its prop, such as 'startupTime' or 'acknowledge'",
    });
  }
  return own;
}
