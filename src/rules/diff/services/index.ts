export * from './lb-annotation-recreates-lb';
export * from './service-clusterip-or-type-change';
export * from './service-port-removed';
export * from './service-selector-tightened';
export * from './service-target-port-changed';
export * from './session-affinity-changed';
