import { FixEdit, RuleText, Severity, Violation } from './rule';
import { ManifestObject, Workload } from '../manifests';

/** A violation with everything that a report needs. */
export interface Finding extends Violation {
  readonly rule: RuleText;
  /** That of the rule, unless the policy overrides it. */
  readonly severity: Severity;
  readonly object: ManifestObject;
  readonly workload?: Workload;
  /** The objects that the object refers to: acknowledgements on them count too. */
  readonly about?: ManifestObject;
  /** Whether `check` finds it after an update but not before. */
  readonly isNew?: boolean;
  /** The construct of this library that writes the manifests which the fix changes. */
  readonly construct?: WritingConstruct;
  /** Set if the finding is acknowledged. */
  readonly acknowledgement?: Acknowledgement;
}

/** A construct of this library that writes manifests, so that a fix changes its props. */
export interface WritingConstruct {
  readonly type: 'ZeroDowntimeService' | 'ZeroDowntimeWorker';
  /** Its Deployment. */
  readonly object: ManifestObject;
  /** The props to set, each with its TypeScript expression if known. */
  readonly props: readonly { readonly name: string; readonly value?: string }[];
  /** The fix of the finding, with props instead of the fields that they write. */
  readonly fix: string;
}

/** The edits of its fix, each with the object that it changes. */
export function editsOf({ edits = [], object: own }: Finding): (FixEdit & { readonly object: ManifestObject })[] {
  return edits.map(edit => ({ ...edit, object: edit.object ?? own }));
}

/** The contents of an annotation that acknowledges a finding. */
export interface Acknowledgement {
  readonly reason: string;
}

/** What rules find in one cluster. */
export interface Findings {
  readonly findings: Finding[];
  /** Findings with an acknowledgement: they are reported but do not fail a check. */
  readonly acknowledged: Finding[];
}
