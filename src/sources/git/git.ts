import { LARGEST_FILE, LARGEST_TOTAL } from '../../manifests';
import { runTool, ToolResult } from '../run-tool';

/** Runs git on the repository around a folder. */
export type Git = (args: readonly string[], input?: string) => ToolResult;

/** The output of one call is held in memory; it also contains the names of the files. */
export const LARGEST_ANSWER = LARGEST_TOTAL + LARGEST_FILE;

const TIMEOUT = 120_000;

// Git hooks set variables that point to their repository, by paths that are valid only in the folder where they started.
// git finds it from the working directory as well. The other variables change how paths are read.
const MISLEADING = [
  'GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_LITERAL_PATHSPECS', 'GIT_GLOB_PATHSPECS', 'GIT_NOGLOB_PATHSPECS', 'GIT_ICASE_PATHSPECS',
];

/** git does not prompt, does not fetch the missing objects of a partial clone, and does not start a pager. */
export function gitIn(cwd: string): Git {
  const env: NodeJS.ProcessEnv = {
    ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_OPTIONAL_LOCKS: '0',
  };
  for (const name of MISLEADING) { delete env[name]; }
  return (args, input) => runTool('git', ['--no-pager', ...args], { cwd, env, input, timeout: TIMEOUT, largest: LARGEST_ANSWER });
}
