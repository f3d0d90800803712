import { RuleText } from './rule';

const REFERENCE = 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime/blob/main/docs/rules.md#acknowledge-a-finding';

export const UNKNOWN_RULE: RuleText = {
  id: 'acknowledgement-unknown-rule',
  severity: 'error',
  title: 'Acknowledgement of a rule that does not exist',
  impact: 'A finding that somebody meant to accept still fails the pipeline, or nobody sees that it is gone.',
  why: 'The name after `acknowledge.` is the id of no rule.',
  fix: 'Write the id of a rule of the catalogue.',
  reference: REFERENCE,
};

export const WITHOUT_REASON: RuleText = {
  id: 'acknowledgement-without-reason',
  severity: 'error',
  title: 'Acknowledgement without a reason',
  impact: 'Whoever finds the exception in an outage cannot tell whether it still holds.',
  why: 'The annotation has no text.',
  fix: 'Write the reason as the value of the annotation.',
  reference: REFERENCE,
};

export const HIDES_NOTHING: RuleText = {
  id: 'acknowledgement-hides-nothing',
  severity: 'warning',
  title: 'Acknowledgement that matches no finding',
  impact: 'The next defect of this kind would be accepted without anybody deciding it.',
  why: 'The object has no finding of the rule that it acknowledges.',
  fix: 'Remove the annotation.',
  reference: REFERENCE,
};

/** What may be wrong with acknowledgements. These themselves cannot be acknowledged. */
export const ACKNOWLEDGEMENT_RULES: readonly RuleText[] = [UNKNOWN_RULE, WITHOUT_REASON, HIDES_NOTHING];
