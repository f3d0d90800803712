import { Abilities } from './api';
import { RouterChoice } from '../choices/router';

/** From this version of the Gateway API on, rules have names. */
const NAMED_RULES_MINOR = 4;
export const DEFAULT_GATEWAY_API_MINOR = 4;

/** `1.4` is 4; undefined if it is not a version. */
export function gatewayApiMinor(text: unknown): number | undefined {
  const [, minor] = (typeof text === 'string' ? /^v?1\.(\d{1,3})(?:\.\d{1,4})?$/.exec(text) : null) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

export function abilitiesOf(router: RouterChoice): Abilities {
  if (router.kind === 'ingress') {
    return {
      setsResponseHeaders: false,
      rewritesPaths: false,
      matchesHeaders: false,
      splitsByWeight: false,
      crossesNamespaces: false,
      namesRules: false,
    };
  }
  const { implementation, gatewayApiVersion } = router.options;
  const { setsResponseHeaders, rewritesPaths } = implementation?._abilities ?? { setsResponseHeaders: true, rewritesPaths: true };
  return {
    setsResponseHeaders: setsResponseHeaders === true,
    rewritesPaths: rewritesPaths === true,
    matchesHeaders: true,
    splitsByWeight: true,
    crossesNamespaces: true,
    namesRules: (gatewayApiMinor(gatewayApiVersion) ?? DEFAULT_GATEWAY_API_MINOR) >= NAMED_RULES_MINOR,
  };
}
