import { PATHS, SETTINGS, Usage } from './usage';

export const TIMELINE: Usage = {
  command: 'timeline',
  synopses: ['PATH…'],
  does: 'Draws timelines of an update and a node drain of each workload.',
  operands: [PATHS],
  options: [
    ['--name GLOB', 'only workloads with this name, such as "web-*"; * matches any text'],
    ['--namespace GLOB', 'only workloads in this namespace'],
    ['--out FILE', 'a file to write to; its ending (.svg, .html, .json, .txt) chooses the format'],
    ['--format FORMAT', 'text (default), json, svg or html'],
    ...SETTINGS,
  ],
  exits: 'Exits with 0, or with 2 if something could not be read or no workload was found.',
  examples: [
    ['Manifests that cdk8s synthesized', 'timeline dist'],
    ['A picture of one service', 'timeline dist --name web --out web.svg'],
  ],
};
