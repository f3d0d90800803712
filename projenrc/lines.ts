/**
 * The lines of cdk8s-plus that have a package, each with the version that it is compiled and tested with. The first is the
 * one in the sources; the name of its package has no number.
 */
export const LINES = {
  27: '2.9.5',
  28: '2.5.6',
  29: '2.6.0',
  30: '2.4.10',
  31: '2.6.43',
  32: '2.5.92',
  33: '2.5.57',
  34: '2.0.54',
} as const;
