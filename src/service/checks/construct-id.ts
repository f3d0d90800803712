import { Construct } from 'constructs';
import { DNS_LABEL_ALLOWED } from './names';
import { describe } from './prop-errors';

/** Refuses ids that constructs itself would refuse without saying what to do. */
export function checkedId(scope: Construct, id: string, example: string = "new ZeroDowntimeService(chart, 'my-svc', { … })"): string {
  if (typeof id === 'string' && id !== '') { return id; }
  throw new Error(describe(scope?.node?.path ?? '', {
    prop: 'id',
    given: id,
    allowed: DNS_LABEL_ALLOWED,
    because: 'The service would have no name by which requests could find it.',
    remedy: example,
  }));
}
