export * from './acknowledgement-rules';
export * from './catalogue';
export * from './finding';
export * from './judge';
export * from './judged-by';
export * from './rule';
export * from './target';
