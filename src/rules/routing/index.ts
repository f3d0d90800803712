export * from './service-selects-zero-pods';
