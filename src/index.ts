export * from './intent';
export * from './newer-fields';
export * from './plugin/zero-downtime-validation';
export { type AlbIngressOptions } from './service/rendering/alb-ingress';
export * from './service/immutable-config-map';
export * from './service/service-timeline';
export * from './service/props';
export * from './service/zero-downtime-service';
