export * from './intent';
export * from './newer-fields';
export * from './service/props';
export * from './service/zero-downtime-service';
