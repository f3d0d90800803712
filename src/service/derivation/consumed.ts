import { INTENT_PREFIX } from '../../intent/annotations';
import { CONTRACT_KEYS } from '../../intent/contracts';
import { isClassName, isNamespace } from '../checks/names';
import { PropErrors } from '../checks/prop-errors';
import { objectsIn } from '../checks/type-guards';
import { rejectUnknownOptions } from '../checks/typos';
import { ConsumedApi } from '../workload-props';
import { Identity } from './identity';

const LOST = '`diff` would not count this workload among the clients of that API, and would not report a release that breaks it.';
const VERSION = /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/;

/** The annotation that names the APIs that a workload calls; empty if the props state none. */
export function deriveConsumed(
  errors: PropErrors, given: ConsumedApi[] | undefined, { serviceName }: Identity, namespace: string | undefined,
): { [key: string]: string } {
  const seen = new Set<string>();
  for (const { at, value } of objectsIn(errors, 'consumes', given, LOST)) {
    rejectUnknownOptions(errors, value, ['api', 'version', 'namespace'], `${at}.`);
    checkNames(errors, at, value);
    checkItself(errors, at, value, serviceName, namespace);
    const text = written(value);
    if (seen.has(text)) {
      errors.add({ prop: at, given: value, shown: `'${text}' once more`, allowed: 'each API and version once', because: 'The second entry would have no effect.', remedy: 'leave it out' });
    }
    seen.add(text);
  }
  return errors.has('consumes') || seen.size === 0 ? {} : { [`${INTENT_PREFIX}${CONTRACT_KEYS.consumes}`]: [...seen].sort().join(', ') };
}

/** `orders@v2`, or `shop/billing`. */
function written({ api, version, namespace }: ConsumedApi): string {
  return `${namespace === undefined ? '' : `${namespace}/`}${api}${version === undefined ? '' : `@${version}`}`;
}

function checkNames(errors: PropErrors, at: string, { api, version, namespace }: ConsumedApi): void {
  if (!isClassName(api)) {
    errors.add({
      prop: `${at}.api`, given: api, allowed: "the name of a VersionedApi or of a Service, such as 'orders'", because: LOST, remedy: "give the name; 'version' and 'namespace' are props beside it",
    });
  }
  if (version !== undefined && !(typeof version === 'string' && VERSION.test(version))) {
    errors.add({ prop: `${at}.version`, given: version, allowed: "a version, such as 'v1'", because: LOST, remedy: 'give the version that is called, or leave it out' });
  }
  if (namespace !== undefined && !isNamespace(namespace)) {
    errors.add({ prop: `${at}.namespace`, given: namespace, allowed: 'the name of a namespace', because: LOST, remedy: "change it, or leave it out for the workload's own" });
  }
}

function checkItself(
  errors: PropErrors, at: string, { api, version, namespace }: ConsumedApi, own: string, ownNamespace: string | undefined,
): void {
  if (api !== own || version !== undefined || (namespace !== undefined && namespace !== ownNamespace)) { return; }
  errors.add({
    prop: `${at}.api`, given: api, allowed: 'another API than the service itself', because: 'A service is released together with its own contract.', remedy: 'leave it out',
  });
}
