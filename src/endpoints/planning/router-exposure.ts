import { Exposure } from '../../intent';
import { RouterChoice } from '../choices/router';

/** How fast the router learns which pods come and leave; undefined where nothing says it. */
export function exposureOf({ kind, options }: RouterChoice): Exposure | undefined {
  return kind === 'ingress' ? options.exposure : options.implementation?._abilities?.exposure;
}
