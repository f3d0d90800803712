import { globMatcher } from './glob';
import { Settings } from './settings';
import { RuleOverrides } from '../rules';

/** Severities as rules are run with them. */
export function overridesOf({ severities = {}, namespaces = [] }: Settings): Omit<RuleOverrides, 'excludes'> {
  const own = namespaces.map(entry => ({ severities: entry.severities, fits: globMatcher(entry.namespace) }));
  return { severities, namespaces: own };
}
