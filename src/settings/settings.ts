import { Exclusion } from './exclusions';
import { ROUTERS } from '../lifecycle';
import { Platform, Severity } from '../rules';

/** Which findings fail a check: with `none` it only reports. */
export const FAIL_ON = ['error', 'warning', 'none'] as const;
export type FailOn = typeof FAIL_ON[number];

/** Which findings a report lists: errors and warnings, or infos as well. */
export const SHOW = ['recommended', 'all'] as const;
export type Show = typeof SHOW[number];

/** By name: see `ROUTERS`. Clients of a headless Service are stated by the workload that has them. */
export type RouterName = Exclude<keyof typeof ROUTERS, 'headless'>;

/** In place of a rule's own, by its id. */
export type SeverityOverrides = Readonly<Record<string, Severity | 'off'>>;

export interface NamespaceSeverities {
  /** A pattern, in which `*` is any text. */
  readonly namespace: string;
  readonly severities: SeverityOverrides;
}

/** What a repository says about all its services. Durations are seconds. */
export interface Settings {
  readonly kubernetesMinor?: number;
  readonly platform?: Platform;
  readonly exposure?: RouterName;
  readonly deregistrationDelay?: number;
  readonly longestRequest?: number;
  readonly startupTime?: number;
  /** In days. */
  readonly minimumNotice?: number;
  /** `YYYY-MM-DD`; of a run, and of no file. */
  readonly today?: string;
  readonly severities?: SeverityOverrides;
  /** The same for objects of some namespaces: of the first entry that says something of the rule. */
  readonly namespaces?: readonly NamespaceSeverities[];
  readonly exclude?: readonly Exclusion[];
  readonly failOn?: FailOn;
  readonly show?: Show;
}
