import { RuleText } from './rule';

const REFERENCE = 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime/blob/main/docs/rules.md#acknowledge-a-finding';

export const UNKNOWN_RULE: RuleText = {
  id: 'acknowledgement-unknown-rule',
  severity: 'error',
  title: 'Acknowledgement of a rule that does not exist',
  impact: 'A finding that was meant to be accepted still fails the pipeline, or its disappearance is not noticed.',
  why: 'The name after `acknowledge.` is not the id of a rule.',
  fix: 'Write the id of a rule of the catalogue.',
  reference: REFERENCE,
};

export const WITHOUT_REASON: RuleText = {
  id: 'acknowledgement-without-reason',
  severity: 'error',
  title: 'Acknowledgement without a reason',
  impact: 'Engineers who find the exception during an outage cannot tell whether it is still valid.',
  why: 'The annotation has no text.',
  fix: 'Write the reason as the value of the annotation.',
  reference: REFERENCE,
};

export const HIDES_NOTHING: RuleText = {
  id: 'acknowledgement-hides-nothing',
  severity: 'warning',
  title: 'Acknowledgement that matches no finding',
  impact: 'The next defect of this kind would be accepted without a decision.',
  why: 'The object has no finding of the rule that it acknowledges.',
  fix: 'Remove the annotation.',
  reference: REFERENCE,
};

/** What can be wrong with acknowledgements. These findings cannot be acknowledged themselves. */
export const ACKNOWLEDGEMENT_RULES: readonly RuleText[] = [UNKNOWN_RULE, WITHOUT_REASON, HIDES_NOTHING];
