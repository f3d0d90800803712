export * from './health-check-keeps-old-path';
export * from './readiness-weakened';
export * from './startup-budget-reduced';
