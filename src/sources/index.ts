export * from './read-source';
export { relativeFile, type SourceKind, sourceKind } from './source';
export { runTool, type ToolResult } from './run-tool';
