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
import { UpdateRule } from './update-rule';
import { byTitle } from '../topics';

/** All update rules, by topic: the same topics as those of check. */
export const UPDATE_CATALOGUE = byTitle<UpdateRule>({
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

export const UPDATE_RULES: readonly UpdateRule[] = Object.values(UPDATE_CATALOGUE).flat();
