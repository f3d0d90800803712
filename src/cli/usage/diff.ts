import { FINDINGS_OUT, JUDGING, JUDGING_EXITS, Usage } from './usage';

export const DIFF: Usage = {
  command: 'diff',
  synopses: ['BEFORE AFTER'],
  does: 'Finds what users would notice between what runs and what will run, and says how to get there without it.',
  operands: [
    ['BEFORE, AFTER', 'each a YAML or JSON file, a folder, - for standard input, or git:REV:PATH for what is committed'],
    ['BEFORE', 'also cluster: or cluster:CONTEXT, for what runs there now; it is only read, with kubectl'],
  ],
  options: [
    ['--timeline', 'draws in the text what each restart will be like'],
    ['--releases DIR', 'a new folder for the manifests of each release in which the change gets there unnoticed'],
    ['--prune-selector LABELS', 'such as app=web: what the cluster has besides, and loses if it is not in AFTER'],
    ['--at DATE', 'a day such as 2026-11-28, for which the dates of retirements are judged; without it, today'],
    ...FINDINGS_OUT,
    ...JUDGING,
  ],
  exits: JUDGING_EXITS,
  examples: [
    ['What a branch changes', 'diff git:origin/main:manifests manifests'],
    ['What an apply would do now', 'diff cluster: dist'],
    ['The manifests of each release', 'diff before after --releases releases'],
  ],
};
