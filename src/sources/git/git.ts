import { LARGEST_FILE, LARGEST_TOTAL } from '../../manifests';
import { runTool, ToolResult } from '../run-tool';

/** Runs git on the repository around a folder. */
export type Git = (args: readonly string[], input?: string) => ToolResult;

/** Everything that is read in one go is held in memory; the names of the files stand between their contents. */
export const LARGEST_ANSWER = LARGEST_TOTAL + LARGEST_FILE;

const TIMEOUT = 120_000;

// Hooks point git to the repository that they run for, by paths that hold only in the folder where they began.
// git finds it from the working directory as well. The others change how paths are read.
const MISLEADING = [
  'GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_LITERAL_PATHSPECS', 'GIT_GLOB_PATHSPECS', 'GIT_NOGLOB_PATHSPECS', 'GIT_ICASE_PATHSPECS',
];

/** Never asks, never fetches what a partial clone lacks, and never pages. */
export function gitIn(cwd: string): Git {
  const env: NodeJS.ProcessEnv = {
    ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_OPTIONAL_LOCKS: '0',
  };
  for (const name of MISLEADING) { delete env[name]; }
  return (args, input) => runTool('git', ['--no-pager', ...args], { cwd, env, input, timeout: TIMEOUT, largest: LARGEST_ANSWER });
}
