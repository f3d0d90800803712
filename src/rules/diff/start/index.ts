export * from './readiness-weakened';
export * from './startup-budget-reduced';
