export * from './gateway-implementation';
export * from './retirement';
export * from './router';
export * from './version-by';
