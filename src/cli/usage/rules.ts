import { Usage } from './usage';

export const RULES_USAGE: Usage = {
  command: 'rules',
  synopses: [''],
  does: 'Lists what check and diff look for.',
  operands: [],
  options: [['--format FORMAT', 'text (default) or json']],
  exits: 'Exits with 0.',
  examples: [
    ['All rules', 'rules'],
    ['The errors among them', 'rules --format json | jq -r \'.rules[] | select(.severity == "error").id\''],
  ],
};

export const EXPLAIN: Usage = {
  command: 'explain',
  synopses: ['RULE…'],
  does: 'Explains what a rule finds, what users notice, why, and what to write instead.',
  operands: [['RULE…', 'ids of rules, as findings and `rules` show them']],
  options: [],
  exits: 'Exits with 0, or with 2 if there is no such rule.',
  examples: [['One rule', 'explain pdb-blocks-eviction']],
};
