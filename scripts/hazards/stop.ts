import { Reasons } from './reasons';

/** The stop of a pod, and connections that outlive a request. */
export const STOP: Reasons = {
  'app-closes-listener-on-term': { by: ['prestop-missing', 'endpoint-removal-race', 'prestop-shorter-than-lb-deregistration'] },
  'crash-exit-skips-prestop': { because: 'what a process does when it fails, and whether it exits by itself, stands in no manifest' },
  'grace-truncated-by-admission': { because: 'which admission policies change the pods of a cluster stands in no manifest of a service' },
  'keepalive-through-l4': { because: 'whether a process closes idle connections after SIGTERM stands in no manifest' },
  'lb-idle-vs-app-keepalive': { because: 'how long a process keeps idle connections stands in no manifest' },
  'long-request-exceeds-grace': { by: ['grace-too-short-for-drain'] },
  'websocket-sse-cut': { because: 'how long streams last stands in no manifest; stated as longest request, grace-too-short-for-drain finds it' },
  'client-dns-caching': { because: 'how long clients of a headless Service remember addresses stands in no manifest; where its owner states the exposure headless, endpoint-removal-race asks for 30 s' },
};
