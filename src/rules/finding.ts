import { RuleText, Severity, Violation } from './rule';
import { ManifestObject, Workload } from '../manifests';

/** A violation with all that a report needs to say about it. */
export interface Finding extends Violation {
  readonly rule: RuleText;
  /** The rule's own, unless the policy says otherwise. */
  readonly severity: Severity;
  readonly object: ManifestObject;
  readonly workload?: Workload;
}

/** A finding that somebody accepted. */
export interface Exception extends Finding {
  readonly reason: string;
}
