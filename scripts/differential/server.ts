import { ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';

export type Json = { [key: string]: any };

/** The response of an API server to an object: no causes if it accepts it. */
export interface Answer {
  readonly refused: boolean;
  /** One line per cause. */
  readonly causes: readonly Cause[];
}

export interface Cause {
  readonly field: string;
  readonly message: string;
}

const CONCURRENCY = 16;

/** Groups that the server has without CustomResourceDefinitions. */
const GROUPS = new Set(['v1', 'apps/v1', 'batch/v1', 'policy/v1', 'autoscaling/v2', 'networking.k8s.io/v1', 'scheduling.k8s.io/v1', 'rbac.authorization.k8s.io/v1']);
const CLUSTER_SCOPED = new Set(['Namespace', 'Node', 'PersistentVolume', 'PriorityClass', 'ClusterRole', 'ClusterRoleBinding', 'IngressClass']);

/** Whether the server can be asked about an object of this kind. */
export function isAskable({ apiVersion, kind }: Json): boolean {
  return GROUPS.has(apiVersion) && typeof kind === 'string' && kind !== 'List';
}

/** The API server of the current KUBECONFIG, used by dry runs in a separate namespace. */
export class Server {
  public static async start(): Promise<Server> {
    const proxy = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const port = await new Promise<number>((resolve, reject) => {
      proxy.on('error', reject);
      proxy.stdout.on('data', text => {
        const found = /:(\d+)\s*$/.exec(String(text).trim());
        if (found) { resolve(Number(found[1])); }
      });
    });
    const server = new Server(proxy, port);
    const { body } = await server.call('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { generateName: 'differential-' } });
    server.namespace = body.metadata.name;
    await server.call('POST', `/api/v1/namespaces/${server.namespace}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } });
    return server;
  }

  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  private namespace = '';
  private readonly known = new Map<string, Promise<Answer>>();

  private constructor(private readonly proxy: ChildProcess, private readonly port: number) {}

  public async stop(): Promise<void> {
    await this.call('DELETE', `/api/v1/namespaces/${this.namespace}`);
    this.agent.destroy();
    this.proxy.kill();
  }

  public async version(): Promise<string> {
    return (await this.call('GET', '/version')).body.gitVersion;
  }

  /** Its response to this object, which it does not store. */
  public ask(object: Json): Promise<Answer> {
    const text = JSON.stringify(object);
    const known = this.known.get(text) ?? this.create(object);
    this.known.set(text, known);
    return known;
  }

  private async create(given: Json): Promise<Answer> {
    const isPlaced = !CLUSTER_SCOPED.has(given.kind);
    const metadata = typeof given.metadata === 'object' && given.metadata !== null ? { ...given.metadata } : given.metadata;
    if (metadata?.namespace !== undefined || isPlaced) { if (metadata) { metadata.namespace = this.namespace; } }
    const root = given.apiVersion.includes('/') ? `/apis/${given.apiVersion}` : `/api/${given.apiVersion}`;
    const path = `${root}${isPlaced ? `/namespaces/${this.namespace}` : ''}/${pluralOf(given.kind)}?dryRun=All&fieldValidation=Warn`;
    const { status, body } = await this.call('POST', path, { ...given, metadata });
    // A refusal for something missing or forbidden, such as a missing service account, does not concern the object itself.
    if (status < 300 || [403, 404, 409].includes(status)) { return { refused: false, causes: [] }; }
    if (status !== 422 && status !== 400) { throw new Error(`${path}: ${status} ${JSON.stringify(body).slice(0, 300)}`); }
    const causes = (body.details?.causes ?? []) as Json[];
    return {
      refused: true,
      causes: causes.length > 0 ? causes.map(({ field, message }) => ({ field: field ?? '', message: message ?? '' })) : [{ field: '', message: body.message ?? '' }],
    };
  }

  private call(method: string, path: string, body?: Json): Promise<{ readonly status: number; readonly body: Json }> {
    return new Promise((resolve, reject) => {
      const sent = request({ port: this.port, host: '127.0.0.1', method, path, agent: this.agent, headers: { 'content-type': 'application/json' } }, response => {
        let text = '';
        response.on('data', part => { text += part; }).on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) })).on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body && JSON.stringify(body));
    });
  }
}

function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word.endsWith('y')) { return `${word.slice(0, -1)}ies`; }
  return word.endsWith('s') ? `${word}es` : `${word}s`;
}
