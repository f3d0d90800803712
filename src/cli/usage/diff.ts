import { EXCLUDE, FINDINGS_OUT, JUDGING, JUDGING_EXITS, Usage } from './usage';

export const DIFF: Usage = {
  command: 'diff',
  synopses: ['BEFORE AFTER'],
  does: 'Compares what runs with what will run, finds what users would notice, and shows how to avoid it.',
  operands: [
    ['BEFORE, AFTER', 'a YAML or JSON file, a folder, - for standard input, or git:REV:PATH for committed files'],
    ['BEFORE', 'also cluster: or cluster:CONTEXT, for what runs there now; kubectl only reads it'],
  ],
  options: [
    ['--timeline', 'draws the timeline of each restart in the text'],
    ['--releases DIR', 'a new folder for the manifests of the releases that make the change without downtime'],
    ['--prune-selector LABELS', 'such as app=web: objects of the cluster that are removed if they are not in AFTER'],
    EXCLUDE,
    ['--at DATE', 'a day such as 2026-11-28, on which retirement dates are judged; without it, today'],
    ...FINDINGS_OUT,
    ...JUDGING,
  ],
  exits: JUDGING_EXITS,
  examples: [
    ['The changes of a branch', 'diff git:origin/main:manifests manifests'],
    ['The changes of an apply', 'diff cluster: dist'],
    ['The manifests of each release', 'diff before after --releases releases'],
  ],
};
