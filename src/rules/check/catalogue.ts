import * as autoscaling from './autoscaling';
import * as cluster from './cluster';
import * as config from './config';
import * as contract from './contract';
import * as drain from './drain';
import * as identity from './identity';
import * as placement from './placement';
import * as rollout from './rollout';
import * as routing from './routing';
import * as start from './start';
import * as stop from './stop';
import { Rule } from '../rule';
import { byTitle } from '../topics';

/** All rules of single manifests, by topic. */
export const CATALOGUE = byTitle<Rule>({
  stop,
  start,
  rollout,
  drain,
  placement,
  autoscaling,
  routing,
  contract,
  identity,
  config,
  cluster,
});

export const RULES: readonly Rule[] = Object.values(CATALOGUE).flat();
