export { type Beside, besideOf, isSameBeside } from './beside';
export * from './read-source';
export { relativeFile, type SourceKind, sourceKind } from './source';
export { runTool, type ToolResult } from './run-tool';
