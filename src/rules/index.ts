export * from './acknowledgement-rules';
export { acknowledged, needless } from './acknowledgements';
export * from './catalogue';
export * from './finding';
export * from './judge';
export * from './rule';
export * from './target';
