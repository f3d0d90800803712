export * from './memory-limit-above-request';
export * from './node-failure-toleration-too-long';
export * from './pods-not-spread';
export * from './required-anti-affinity-blocks-surge';
export * from './resource-requests-missing';
export * from './spot-nodes-only';
export * from './spread-counts-old-pods';
export * from './spread-do-not-schedule';
