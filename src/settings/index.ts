export { type SettingsAt, whyNotCompared, withDeclaredContracts } from './declared-contracts';
export { type Excluded, excludedFrom, type Exclusion, withoutExcludedFiles } from './exclusions';
export { globMatcher } from './glob';
export { mappingOf, valueOf, valuesOf } from './reading';
export { FAIL_ON, type FailOn, type RouterName, type Settings } from './settings';
export { type ReadSettings, readSettings, SETTINGS_FILE } from './settings-file';
export { clusterProfileOf } from './cluster-profile-of';
export { type Check, type Checked, day, FIELDS, oneOf, VALUES } from './values';
export { overridesOf } from './overrides-of';
