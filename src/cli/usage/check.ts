import { EXCLUDE, FINDINGS_OUT, JUDGING, JUDGING_EXITS, PATHS, Usage } from './usage';

export const CHECK: Usage = {
  command: 'check',
  synopses: ['PATH…'],
  does: 'Finds mistakes in manifests by which users would notice an update, a node drain or a failure.',
  operands: [PATHS],
  options: [
    ...FINDINGS_OUT,
    ['--full', 'lists each finding; without it, a text of more than 120 lines becomes an overview by rule and by namespace'],
    ['--baseline FILE', 'findings in this file do not fail and are not listed'],
    ['--write-baseline[=FILE]', 'writes that file: without --baseline, all findings; with it, only those of the baseline that remain'],
    EXCLUDE,
    ['--skip-unreadable', 'input that cannot be read is listed, but does not fail'],
    ['--fix', 'shows the fixes that need no decision, and asks before it writes them'],
    ['--yes', 'writes them without a prompt, for pipelines'],
    ...JUDGING,
  ],
  exits: JUDGING_EXITS,
  examples: [
    ['Manifests that cdk8s synthesized', 'check dist'],
    ['A Helm chart', 'helm template web ./chart | cdk8s-zero-downtime check -'],
    ['Accept the present findings, and fail on new ones', 'check manifests --write-baseline && cdk8s-zero-downtime check manifests --baseline .zero-downtime-baseline.json'],
    ['A comment for a pull request', 'check manifests --out findings.md'],
  ],
};
