export * from './recreate-strategy';
