export * from './budget-made-zero';
export * from './budget-removed';
