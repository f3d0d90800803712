export * from './intent';
export * from './rendering/newer-fields';
export * from './service/props';
export * from './service/zero-downtime-service';
