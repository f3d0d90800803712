import { LARGEST_FILE } from '../../manifests';
import { runTool, ToolResult } from '../run-tool';

/** Runs kubectl with the options that every call needs. */
export interface Kubectl {
  /** `kubectl get`, the only verb that is sent to the cluster: clusters are never changed. */
  get(args: readonly string[], input?: string): ToolResult;
  /** The names of the contexts of kubectl. */
  contexts(): string[];
}

const TIMEOUT = 180_000;

/** Uses the context with this name; empty for the current one. */
export function kubectlIn(cwd: string, context: string, namespace?: string): Kubectl {
  // The user's defaults for kubectl could change what `get` prints.
  const env = { ...process.env, LC_ALL: 'C', KUBECTL_KUBERC: 'false' };
  const run = (args: readonly string[], input?: string) => runTool('kubectl', args, { cwd, env, input, timeout: TIMEOUT, largest: LARGEST_FILE });
  const place = [...context === '' ? [] : [`--context=${context}`], ...namespace === undefined ? [] : [`--namespace=${namespace}`]];
  const common = ['--output=json', '--ignore-not-found', '--show-managed-fields', '--request-timeout=30s', ...place];
  return {
    get: (args, input) => run(['get', ...common, ...args], input),
    contexts: () => run(['config', 'get-contexts', '--output=name']).stdout.toString().split('\n').filter(Boolean),
  };
}
