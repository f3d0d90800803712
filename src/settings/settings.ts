import { Exclusion } from './exclusions';
import { ROUTERS } from '../lifecycle';
import { Platform, Severity } from '../rules';

/** Which findings fail a check: with `none` it only reports. */
export const FAIL_ON = ['error', 'warning', 'none'] as const;
export type FailOn = typeof FAIL_ON[number];

/** Which findings a report lists: errors and warnings, or infos as well. */
export const SHOW = ['recommended', 'all'] as const;
export type Show = typeof SHOW[number];

/** The names of routers: see `ROUTERS`. Headless clients are stated in the workload. */
export type RouterName = Exclude<keyof typeof ROUTERS, 'headless'>;

/** Severities that override a rule's own, by its id. */
export type SeverityOverrides = Readonly<Record<string, Severity | 'off'>>;

export interface NamespaceSeverities {
  /** A pattern, in which `*` matches any text. */
  readonly namespace: string;
  readonly severities: SeverityOverrides;
}

/** What a repository states about all its services. Durations are seconds. */
export interface Settings {
  readonly kubernetesMinor?: number;
  readonly platform?: Platform;
  readonly exposure?: RouterName;
  readonly deregistrationDelay?: number;
  readonly longestRequest?: number;
  readonly startupTime?: number;
  /** In days. */
  readonly minimumNotice?: number;
  /** `YYYY-MM-DD`; set by a run, never by a file. */
  readonly today?: string;
  readonly severities?: SeverityOverrides;
  /** The same for objects of some namespaces: the first entry with the rule counts. */
  readonly namespaces?: readonly NamespaceSeverities[];
  readonly exclude?: readonly Exclusion[];
  readonly failOn?: FailOn;
  readonly show?: Show;
}
