import { contractResult } from './contract-results';
import { contractSteps } from './contract-steps';
import { apiInWords, operationInWords } from './contract-words';
import { podsOfContract } from '../../../analysis/api/called-apis';
import { addedOperations, RecordedOperation } from '../../../analysis/api/openapi-operations';
import { controllerOf, workloadsByObject } from '../../../analysis/workloads';
import { contractPath, contractRow, RecordedContract, Workload } from '../../../manifests';
import { Violation } from '../../../rules';
import { listWords } from '../../../text';
import { CLEAN_SERVICE } from '../../clean-service';
import { contractExample } from '../../contract-example';
import { displayName } from '../../wording/objects';
import { restarted } from '../pod-template';
import { defer, distinctEdits, Edit, keepPrevious } from '../recipe';
import { retainOldWorkload } from '../retain-old-workload';
import { counterparts } from '../routing/service-steps';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const CLIENT = `${CLEAN_SERVICE.replace(/\bweb\b/g, 'client')}---
kind: Deployment
metadata: { name: client, annotations: { cdk8s-zero-downtime/consumes: web } }
`;
const image = (name: string): string => `
kind: Deployment
metadata: { name: ${name} }
spec: { template: { spec: { containers: [{ name: ${name}, image: "registry.example.com/${name}:2.0.0" }] } } }
`;
const ADDED = `${contractExample({ paths: ['/carts', '/orders'] })}---${image('web')}`;

export const contractAddedWithItsClient: UpdateRule = {
  id: 'contract-added-with-its-client',
  severity: 'warning',
  title: 'API operation added in the same release as its client',
  impact: 'The new client calls an operation that old pods of the API do not have, and gets 404 from them until the rollout of the API is complete.',
  why: 'A release restarts the pods of the API and those of its client at the same time, and a Service sends requests to old and new pods alike. Requests fail as long as the rollout of the API takes, and longer if the client is ready first. '
    + 'The annotation cdk8s-zero-downtime/consumes of the client states which APIs it calls. A field added to a request is not reported: old pods ignore it and respond.',
  fix: 'Release the API first, and the client when the rollout of the API is complete.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
  examples: { before: `${contractExample()}---\n${CLIENT}`, unsafe: `${ADDED}---${image('client')}`, safe: ADDED },
  judge: update => contractSteps(update).kept.filter(({ after }) => after.kind === 'openapi').map(({ before, after }) => {
    const added = before.kind === after.kind ? addedOperations(before, after) : [];
    const servers = added.length > 0 ? restartingServers(after, update) : [];
    const clients = servers.length > 0 ? restartingClients(after, servers, update) : [];
    return contractResult(after, update.after, clients.map(client => violationOf(client, added, servers, after, update)));
  }),
};

/** The workloads whose old pods serve requests of the API until their rollout is complete. */
function restartingServers(contract: RecordedContract, update: Update): Workload[] {
  const restarting = new Set(restarted(update).map(({ after }) => after));
  const workloads = workloadsByObject(update.after);
  return podsOfContract(update.after, contract)
    .flatMap(({ object }) => restarting.has(object) ? workloads.get(object) ?? [] : []);
}

/** The workloads that call the API, and whose new pods start in this release. */
function restartingClients(contract: RecordedContract, servers: readonly Workload[], update: Update): Workload[] {
  const starting = new Set([...restarted(update).map(({ after }) => after), ...update.objects.added]);
  return update.after.workloads.filter(workload => starting.has(workload.object)
    && !servers.includes(workload) && consumes(workload, contract));
}

function consumes({ intent, namespace: own }: Workload, { object, of, version: offered }: RecordedContract): boolean {
  return (intent.consumes ?? []).some(({ api, namespace = own, version }) =>
    api === of.name && namespace === object.namespace && (version === undefined || offered === undefined || version === offered));
}

const MOST_NAMED = 3;

function violationOf(
  client: Workload, added: readonly RecordedOperation[], servers: readonly Workload[], contract: RecordedContract, update: Update,
): Violation {
  const named = added.slice(0, MOST_NAMED).map(operationInWords);
  const operations = listWords(added.length > named.length ? [...named, `${added.length - named.length} more`] : named);
  const [caller, api] = [displayName(controllerOf(client)), listWords(servers.map(server => displayName(controllerOf(server))))];
  return {
    path: contractPath(contract),
    row: contractRow(contract, added[0].at),
    message: `${operations} of ${apiInWords(contract)} ${added.length === 1 ? 'is' : 'are'} new, and ${caller}, which calls this API, restarts in the same release: until the rollout of ${api} is complete, old pods respond with 404.`,
    fix: `Release the API first, and ${caller} when the rollout of ${api} is complete.`,
    recipe: [{ edits: asBefore(client, update), until: `when the rollout of ${api} is complete` }, { edits: [] }],
  };
}

/** The client as it is now, with the objects that it needs. */
function asBefore({ object }: Workload, update: Update): Edit[] {
  const before = counterparts(update).beforeOf.get(object);
  if (!before) { return [defer(object)]; }
  const needed = retainOldWorkload(before, update).filter(edit => edit.kind === 'retain' && edit.object !== before);
  return distinctEdits([keepPrevious(object), ...needed]);
}
