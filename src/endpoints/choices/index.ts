export * from './gateway-implementation';
export * from './request-count';
export * from './retirement';
export * from './router';
export * from './version-by';
