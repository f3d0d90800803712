import { PATHS, SETTINGS, Usage } from './usage';

export const TIMELINE: Usage = {
  command: 'timeline',
  synopses: ['PATH…'],
  does: 'Draws what an update and a node drain of each workload will be like.',
  operands: [PATHS],
  options: [
    ['--name GLOB', 'only workloads of this name, such as "web-*"; * is any text'],
    ['--namespace GLOB', 'only workloads of this namespace'],
    ['--out FILE', 'a file to write to; its ending (.svg, .html, .json, .txt) chooses the format'],
    ['--format FORMAT', 'text (default), json, svg or html'],
    ...SETTINGS,
  ],
  exits: 'Exits with 0, or with 2 if something could not be read or nothing was found.',
  examples: [
    ['What cdk8s synthesized', 'timeline dist'],
    ['A picture of one service', 'timeline dist --name web --out web.svg'],
  ],
};
