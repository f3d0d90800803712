import { FINDINGS_OUT, JUDGING, JUDGING_EXITS, PATHS, Usage } from './usage';

export const CHECK: Usage = {
  command: 'check',
  synopses: ['PATH…'],
  does: 'Finds what in manifests would make users notice an update, a node drain or a failure.',
  operands: [PATHS],
  options: [
    ...FINDINGS_OUT,
    ['--full', 'lists each finding; without it, a text of more than 120 lines is an overview by rule and by namespace'],
    ['--baseline FILE', 'findings that this file names neither fail nor are listed'],
    ['--write-baseline[=FILE]', 'writes that file: without --baseline, with all findings; with it, without those that are gone'],
    ['--exclude GLOB…', 'files that are not read, such as "charts/*"; * is any text; may be given several times'],
    ['--skip-unreadable', 'what cannot be read is named, and does not fail'],
    ['--fix', 'shows what fixes change in the files, where no decision is needed, and asks before it writes them'],
    ['--yes', 'writes them without a question, in pipelines'],
    ...JUDGING,
  ],
  exits: JUDGING_EXITS,
  examples: [
    ['What cdk8s synthesized', 'check dist'],
    ['A chart of Helm', 'helm template web ./chart | cdk8s-zero-downtime check -'],
    ['Accept what there is, and fail on what is new', 'check manifests --write-baseline && cdk8s-zero-downtime check manifests --baseline .zero-downtime-baseline.json'],
    ['For a comment of a pull request', 'check manifests --out findings.md'],
  ],
};
