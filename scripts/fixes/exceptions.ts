/** Findings that a fix of a rule makes possible, and why they are harmless. */
export const FOLLOWED_BY: { readonly [rule: string]: { readonly [next: string]: string } } = {
  'autoscaler-target-not-found': { 'pods-not-spread': 'without the autoscaler there is one pod, which cannot be spread' },
  'dangling-service': { 'pdb-missing': 'pods that get requests again have users to lose' },
  'liveness-too-aggressive': { 'readiness-too-slow': 'as long as liveness restarts a pod first, how slow its readiness is decides nothing' },
  'recreate-strategy': { 'prestop-missing': 'a lone pod has a successor from then on, which a hook helps' },
  'single-replica': { 'prestop-missing': 'a lone pod has a successor from then on, which a hook helps' },
};
