import * as fc from 'fast-check';

// The same cases in every run, so that a build fails for a change and not by luck. To look further, with all runs:
//   CI=true SEED=$RANDOM npx jest
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261123) });
