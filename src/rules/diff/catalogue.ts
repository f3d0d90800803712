import * as cluster from './cluster';
import * as config from './config';
import * as drain from './drain';
import * as identity from './identity';
import * as rollout from './rollout';
import * as routing from './routing';
import * as scaling from './scaling';
import * as services from './services';
import * as stop from './stop';
import { UpdateRule } from './update-rule';

/** All rules of updates, by what changes. */
export const UPDATE_CATALOGUE: { readonly [topic: string]: readonly UpdateRule[] } = {
  'Names, selectors and what cannot be changed': Object.values(identity),
  'Services': Object.values(services),
  'Routes': Object.values(routing),
  'Replicas and autoscalers': Object.values(scaling),
  'Configuration': Object.values(config),
  'Start and stop of pods': Object.values(stop),
  'Rollout and capacity': Object.values(rollout),
  'Budgets': Object.values(drain),
  'Cluster version': Object.values(cluster),
};

export const UPDATE_RULES: readonly UpdateRule[] = Object.values(UPDATE_CATALOGUE).flat();
