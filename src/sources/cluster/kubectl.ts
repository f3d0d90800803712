import { LARGEST_FILE } from '../../manifests';
import { runTool, ToolResult } from '../run-tool';

/** Runs kubectl with what every call has in common. */
export interface Kubectl {
  /** `kubectl get`, the only verb that asks the cluster: nothing here changes one. */
  get(args: readonly string[], input?: string): ToolResult;
  /** The names of the contexts that kubectl knows. */
  contexts(): string[];
}

const TIMEOUT = 180_000;

/** Reads with the context of that name; empty for the current one. */
export function kubectlIn(cwd: string, context: string, namespace?: string): Kubectl {
  // A user's own defaults for kubectl could change what `get` prints.
  const env = { ...process.env, LC_ALL: 'C', KUBECTL_KUBERC: 'false' };
  const run = (args: readonly string[], input?: string) => runTool('kubectl', args, { cwd, env, input, timeout: TIMEOUT, largest: LARGEST_FILE });
  const place = [...context === '' ? [] : [`--context=${context}`], ...namespace === undefined ? [] : [`--namespace=${namespace}`]];
  const common = ['--output=json', '--ignore-not-found', '--show-managed-fields', '--request-timeout=30s', ...place];
  return {
    get: (args, input) => run(['get', ...common, ...args], input),
    contexts: () => run(['config', 'get-contexts', '--output=name']).stdout.toString().split('\n').filter(Boolean),
  };
}
