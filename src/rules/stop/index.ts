export * from './prestop-missing';
