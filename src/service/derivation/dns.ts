import { DnsPolicy, PodDnsProps } from 'cdk8s-plus-27';
import { LOST, REJECTED } from '../checks/consequences';
import { checkBoolean, checkNested, checkOneOf } from '../checks/nested';
import { PropErrors } from '../checks/prop-errors';
import { isListOfWords, isRecord } from '../checks/type-guards';

const PROPS = ['hostname', 'subdomain', 'hostnameAsFQDN', 'policy', 'nameservers', 'searches', 'options'];
/** cdk8s-plus itself refuses more of them, but its error names no construct. */
const MOST = { nameservers: 3, searches: 6 };

/** Refuses DNS settings that cdk8s-plus fails on. Names that the API server rejects are found in the rendered pod. */
export function checkDns(errors: PropErrors, given: PodDnsProps | undefined): void {
  checkNested(errors, 'dns', given, PROPS);
  if (!isRecord(given)) { return; }
  const { policy, nameservers, hostnameAsFQDN } = given as PodDnsProps;
  checkBoolean(errors, 'dns.hostnameAsFQDN', hostnameAsFQDN);
  checkOneOf(errors, 'dns.policy', policy, Object.values(DnsPolicy));
  for (const list of ['nameservers', 'searches'] as const) { checkList(errors, `dns.${list}`, given[list], MOST[list]); }
  if (policy === DnsPolicy.NONE && (nameservers ?? []).length === 0) {
    errors.add({
      prop: 'dns.nameservers',
      given: nameservers,
      allowed: 'at least one address, as dnsPolicy None requires',
      because: REJECTED,
      remedy: 'give a nameserver, or leave the policy out',
    });
  }
}

function checkList(errors: PropErrors, prop: string, given: unknown, most: number): void {
  if (given === undefined || (isListOfWords(given) && given.length <= most)) { return; }
  errors.add({ prop, given, allowed: `a list of at most ${most} strings`, because: LOST, remedy: "write a list such as ['10.0.0.10'], or leave it out" });
}
