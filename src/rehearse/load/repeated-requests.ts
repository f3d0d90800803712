import { LoadPlan } from './load-plan';
import { IDEMPOTENT_METHODS } from './requests-file';
import { dueWithin } from './send-times';
import { rateOf, requestsOf } from './streams';

/** A request that has an effect each time, such as one more order. */
export interface RepeatedRequest {
  readonly method: string;
  readonly path: string;
  /** How often it is sent, about. */
  readonly times: number;
}

/** The warning of a plan: requests with methods that are not idempotent, and how often each is sent. */
export function repeatedRequests(plan: LoadPlan, seconds: number): RepeatedRequest[] {
  const sends = plan.streams.flatMap(stream => {
    const lines = requestsOf(stream, plan);
    const each = dueWithin(seconds, rateOf(stream, plan), plan.ramp) / lines.length;
    return lines.map(line => ({ line, each }));
  });
  return [...new Set(sends.map(({ line }) => line))]
    .filter(({ method = 'GET' }) => !IDEMPOTENT_METHODS.includes(method))
    .map(line => ({
      method: line.method!,
      path: line.path,
      times: Math.ceil(sends.filter(send => send.line === line).reduce((sum, { each }) => sum + each, 0)),
    }));
}
