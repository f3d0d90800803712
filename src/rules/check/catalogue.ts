import * as autoscaling from './autoscaling';
import * as cluster from './cluster';
import * as config from './config';
import * as drain from './drain';
import * as identity from './identity';
import * as placement from './placement';
import * as rollout from './rollout';
import * as routing from './routing';
import { Rule } from '../rule';
import * as start from './start';
import * as stop from './stop';

/** All rules, by where they act. */
export const CATALOGUE: { readonly [topic: string]: readonly Rule[] } = {
  'Stop of a pod': Object.values(stop),
  'Start and probes': Object.values(start),
  'Rollout': Object.values(rollout),
  'Budgets and drains': Object.values(drain),
  'Placement and nodes': Object.values(placement),
  'Autoscaling': Object.values(autoscaling),
  'Services and routing': Object.values(routing),
  'Names and labels': Object.values(identity),
  'Configuration and images': Object.values(config),
  'Cluster version': Object.values(cluster),
};

export const RULES: readonly Rule[] = Object.values(CATALOGUE).flat();
