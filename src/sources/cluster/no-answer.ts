import { shorten } from '../../text';

/** Why kubectl got no response, according to a line of its output, and what to do; undefined if the cluster responded. */
export function noAnswer(line: string, contexts?: () => readonly string[]): string | undefined {
  if (/context was not found|context "[^"]*" does not exist/.test(line)) {
    return `kubectl does not have a context with this name. ${knownContexts(contexts?.())}`;
  }
  if (/\blocalhost:8080\b/.test(line)) {
    return 'kubectl has no cluster configured. Choose a context with `kubectl config use-context`, name one as cluster:CONTEXT, or set KUBECONFIG.';
  }
  if (/Unauthorized|must be logged in|getting credentials/.test(line)) {
    return `The cluster does not accept these credentials (${shorten(line, 200)}). Log in again, and check that \`kubectl get namespaces\` works.`;
  }
  if (/x509|tls: /.test(line)) {
    return `kubectl does not trust the certificate of the cluster (${shorten(line, 200)}). Check certificate-authority in the kubeconfig.`;
  }
  if (/dial tcp|connection refused|i\/o timeout|no such host|deadline exceeded|[Uu]nable to connect|connection to the server/.test(line)) {
    const server = /https?:\/\/[^/"\s]+|server ([^\s]+) was/.exec(line);
    return `There is no connection to ${server ? shorten(server[1] ?? server[0], 200) : 'the cluster'}. Is it running, and can it be reached from this network?`;
  }
  return undefined;
}

function knownContexts(known: readonly string[] | undefined): string {
  if (known === undefined) { return '`kubectl config get-contexts` lists its contexts.'; }
  if (known.length === 0) { return 'It has no contexts: check KUBECONFIG.'; }
  return `It has ${known.slice(0, 10).map(name => shorten(name)).join(', ')}${known.length > 10 ? ', …' : ''}.`;
}
