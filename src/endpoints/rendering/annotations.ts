import { INTENT_PREFIX } from '../../intent/annotations';
import { DEFAULT_RULE, VERSION_KEYS, writeNamedBy, writeRetirement } from '../../intent/api-versions';
import { Api } from '../planning/api';
import { VersionRule } from '../planning/rules';

/** The annotations of a route about the versions that it serves, for `check` and `diff`. */
export function versionAnnotations(api: Api, rules: readonly VersionRule[]): { [key: string]: string } {
  const said = [
    [VERSION_KEYS.by, writeNamedBy(api.by)],
    ...rules.some(({ name }) => name === DEFAULT_RULE) ? [[VERSION_KEYS.default, api.default!]] : [],
    ...rules.map(({ version: { name, retirement } }) => [`${VERSION_KEYS.version}${name}`, writeRetirement(retirement)]),
  ];
  return Object.fromEntries(said.map(([key, value]) => [`${INTENT_PREFIX}${key}`, value]));
}
