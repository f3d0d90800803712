import { otherVersionsOf } from './between-versions';
import { labels } from '../../service/checks/names';
import { wholeSeconds } from '../../service/checks/number-props';
import { PropErrors } from '../../service/checks/prop-errors';
import { isRecord } from '../../service/checks/type-guards';
import { rejectUnknownOptions } from '../../service/checks/typos';
import { Version } from '../planning/api';
import { StillUsedAlertOptions } from '../props';
import { StillUsed } from '../rendering/still-used-alert';

const AT = 'alertWhenStillUsed';
const DAY = 86400;
const LONGEST = 90;
const NEVER_FIRES = 'Prometheus rejects the rule or counts nothing: the version is removed while clients still call it.';

export function checkedAlert(errors: PropErrors, given: StillUsedAlertOptions): StillUsed {
  const options: Partial<StillUsedAlertOptions> = isRecord(given) ? given : {};
  rejectUnknownOptions(errors, options, ['requests', 'within', 'labels', 'ruleLabels'], `${AT}.`);
  const { requests, within } = options;
  if (typeof requests?._selector !== 'string' || !/^[a-zA-Z_:][\w:]*\{[^{}]*\$service[^{}]*\}$/.test(requests._selector)) {
    errors.add({
      prop: `${AT}.requests`,
      given: requests?._selector ?? requests,
      allowed: "RequestCount.istio(), or RequestCount.custom('…') with a counter and $service in braces",
      because: NEVER_FIRES,
      remedy: 'use a factory of RequestCount',
    });
  }
  const seconds = wholeSeconds(errors, `${AT}.within`, within, 7 * DAY, { min: DAY, max: LONGEST * DAY, because: NEVER_FIRES });
  if (seconds % DAY !== 0) {
    errors.add({ prop: `${AT}.within`, given: within, allowed: 'whole days', because: NEVER_FIRES, remedy: `write Duration.days(${Math.ceil(seconds / DAY)})` });
  }
  labels(errors, `${AT}.ruleLabels`, options.ruleLabels);
  return { requests: requests!, within: seconds / DAY, labels: labels(errors, `${AT}.labels`, options.labels) };
}

/** Refuses to count requests by a Service that serves several versions. */
export function checkCounted(errors: PropErrors, versions: readonly Version[]): void {
  for (const version of versions.filter(({ retirement }) => retirement !== undefined)) {
    checkCountedNamespace(errors, version);
    const others = otherVersionsOf(version, versions);
    if (others.length === 0) { continue; }
    errors.add({
      prop: AT,
      given: version.name,
      shown: `about '${version.name}', whose service also serves ${others.join(', ')}`,
      allowed: 'a service of its own for each retired version',
      because: 'Requests are counted by Service: the alert would fire as long as clients call any of these versions.',
      remedy: 'give the version a service of its own, or count in the application',
    });
  }
}

// The namespace is known only when it is applied, and an alert that counts in another one never fires.
function checkCountedNamespace(errors: PropErrors, { name, service }: Version): void {
  if (service.service.metadata.namespace !== undefined) { return; }
  errors.add({
    prop: AT,
    given: name,
    shown: `about '${name}', whose service has no namespace`,
    allowed: 'services with a stated namespace',
    because: NEVER_FIRES,
    remedy: "state the namespace of the chart, or 'namespace' of the service",
  });
}
