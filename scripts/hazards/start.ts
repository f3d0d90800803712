import { Reasons } from './reasons';

/** The start of a pod, and its probes. */
export const START: Reasons = {
  'cold-start-latency': { because: 'how fast the first requests after a start are answered stands in no manifest' },
  'sidecar-not-ready-before-app': { by: ['mesh-proxy-starts-late'] },
};
