import { Pod } from 'cdk8s-plus-27';
import { annotations, DNS_LABEL_ALLOWED, isDnsLabel, isNamespace, labels } from '../checks/names';
import { Refusals } from '../checks/refusals';
import { ZeroDowntimeServiceProps } from '../props';

/** Prefix of what a manifest cannot otherwise say. */
export const INTENT_PREFIX = 'cdk8s-zero-downtime/';

/** What the objects are called, and how they find their pods. */
export interface Identity {
  readonly name: string;
  readonly serviceName: string;
  readonly budgetName: string;
  readonly namespace?: string;
  readonly labels: { [key: string]: string };
  readonly annotations: { [key: string]: string };
  readonly selectorLabels: { [key: string]: string };
  readonly podLabels: { [key: string]: string };
  readonly podAnnotations: { [key: string]: string };
}

export function deriveIdentity(refusals: Refusals, id: string, props: ZeroDowntimeServiceProps): Identity {
  const name = checkedName(refusals, 'name', props.name, id);
  const serviceName = checkedName(refusals, 'serviceName', props.serviceName, name);
  const selectorLabels = props.selectorLabels === undefined
    ? { 'service-name': name }
    : labels(refusals, 'selectorLabels', props.selectorLabels);
  checkSelector(refusals, props.selectorLabels);
  checkNamespace(refusals, props.namespace);

  const own = labels(refusals, 'labels', props.labels);
  const podLabels = labels(refusals, 'podLabels', props.podLabels);
  checkNoConflict(refusals, 'labels', own, selectorLabels);
  checkNoConflict(refusals, 'podLabels', podLabels, selectorLabels);
  return {
    name,
    serviceName,
    budgetName: `${name}-pdb`,
    namespace: props.namespace,
    labels: { 'app.kubernetes.io/name': name, ...own, ...selectorLabels },
    annotations: ownAnnotations(refusals, props.annotations),
    selectorLabels,
    podLabels: { [Pod.ADDRESS_LABEL]: name, ...podLabels, ...selectorLabels },
    podAnnotations: annotations(refusals, 'podAnnotations', props.podAnnotations),
  };
}

function checkedName(refusals: Refusals, prop: string, given: string | undefined, fallback: string): string {
  if (given === undefined && (prop !== 'name' || isDnsLabel(fallback))) { return fallback; }
  if (isDnsLabel(given)) { return given; }
  refusals.add({
    prop,
    given: given === undefined ? fallback : given,
    allowed: DNS_LABEL_ALLOWED,
    because: 'The API server rejects the objects, or only some of them, and the release stops half-way.',
    remedy: given === undefined ? `this is the construct's id; change it, or give '${prop}'` : `change '${prop}'`,
  });
  return 'refused';
}

function checkNamespace(refusals: Refusals, namespace: unknown): void {
  if (namespace === undefined || isNamespace(namespace)) { return; }
  refusals.add({
    prop: 'namespace',
    given: namespace,
    allowed: 'at most 63 lowercase letters, digits and dashes, beginning and ending with a letter or digit',
    because: 'The API server rejects all objects.',
    remedy: "change it, or leave it out to use the chart's",
  });
}

const VERSION_KEY = /(^|[-./_])(version|revision|release-?date|build|commit|sha|chart|pod-template-hash)$/i;

function checkSelector(refusals: Refusals, given: { [key: string]: string } | undefined): void {
  if (given === undefined || given === null) { return; }
  if (Object.keys(given).length === 0) {
    refusals.add({
      prop: 'selectorLabels',
      given,
      allowed: 'at least one label',
      because: 'An empty selector is rejected by the Deployment, and makes the budget count every pod of the namespace.',
      remedy: "leave it out for 'service-name: <name>'",
    });
  }
  for (const key of Object.keys(given).filter(k => VERSION_KEY.test(k))) {
    refusals.add({
      prop: `selectorLabels['${key}']`,
      given: given[key],
      allowed: 'labels that never change',
      because: 'The selector of a Deployment cannot change: the first release with another value is refused, after the Service already moved, and every request fails.',
      remedy: `put '${key}' into 'podLabels'`,
      rule: 'version-label-in-selector',
    });
  }
}

function checkNoConflict(refusals: Refusals, prop: string, own: { [key: string]: string }, selector: { [key: string]: string }): void {
  for (const key of Object.keys(own).filter(k => selector[k] !== undefined && selector[k] !== own[k])) {
    refusals.add({
      prop: `${prop}['${key}']`,
      given: own[key],
      allowed: `'${selector[key]}', as in the selector`,
      because: 'The Service would find no pods: every request fails.',
      remedy: 'leave it out, or change \'selectorLabels\' before the first release',
    });
  }
}

function ownAnnotations(refusals: Refusals, given: { [key: string]: string } | undefined): { [key: string]: string } {
  const own = annotations(refusals, 'annotations', given);
  for (const key of Object.keys(own).filter(k => k.startsWith(INTENT_PREFIX))) {
    refusals.add({
      prop: `annotations['${key}']`,
      given: own[key],
      allowed: `keys outside '${INTENT_PREFIX}', which this construct writes itself`,
      because: 'The checks would read another figure than the one the pods run with.',
      remedy: "state it by its prop, such as 'longestRequest' or 'acknowledge'",
    });
  }
  return own;
}
