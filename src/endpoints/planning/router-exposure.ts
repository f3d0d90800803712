import { Exposure } from '../../intent';
import { RouterChoice } from '../choices/router';

/** How fast the router notices new and terminating pods; undefined if it is not stated. */
export function exposureOf({ kind, options }: RouterChoice): Exposure | undefined {
  return kind === 'ingress' ? options.exposure : options.implementation?._abilities?.exposure;
}
