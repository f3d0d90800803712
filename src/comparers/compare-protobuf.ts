import { runComparer } from './run-comparer';
import type { CompareKind } from './surroundings';
import { isWithin, Versions } from './versions';
import { ContractChange } from '../contracts';
import { isMapping } from '../manifests';
import { shorten } from '../text';

/** Versions of buf that support the configuration below. */
export const BUF_VERSIONS: Versions = ['1.32.0', '2.0.0'];

/** Compares the wire format, JSON, and what clients call; names in generated code concern only the clients. */
const CONFIG = JSON.stringify({ version: 'v2', breaking: { use: ['WIRE_JSON', 'RPC_NO_DELETE', 'PACKAGE_SERVICE_NO_DELETE'] } });

const REMEDY = `Put buf ${BUF_VERSIONS[0]} or later into the PATH (https://buf.build/docs/cli/installation)`;

/** Compares descriptor sets of protobuf with the `buf breaking` of the PATH. */
export const compareProtobuf: CompareKind = (before, after, { env }) => {
  const asked = runComparer(['buf', '--version'], {}, env, 10_000);
  if (asked.failure === 'missing') { return { failure: 'There is no buf in the PATH', remedy: REMEDY }; }
  const version = `${asked.stdout}`.trim();
  if (!asked.succeeded || !isWithin(version, BUF_VERSIONS)) {
    return { failure: `The buf in the PATH has version ${shorten(version)}, but versions from ${BUF_VERSIONS.join(' to before ')} are supported`, remedy: REMEDY };
  }
  const { stdout, stderr, succeeded, failure } = runComparer(
    ['buf', 'breaking', 'after.binpb', '--against', 'before.binpb', '--error-format', 'json', '--config', CONFIG],
    { 'before.binpb': Buffer.from(before.text, 'base64'), 'after.binpb': Buffer.from(after.text, 'base64') },
    env,
  );
  const changes = changesOf(`${stdout}`);
  // With findings, it ends with an exit code other than 0, as it does if it fails.
  return changes && !failure && succeeded === (changes.length === 0)
    ? { changes, by: `buf ${version}` }
    : { failure: `buf ${version} failed: ${shorten(stderr.trim(), 200) || failure}`, remedy: 'Record a descriptor set that "buf build" or "protoc --descriptor_set_out" wrote' };
};

function changesOf(answer: string): ContractChange[] | undefined {
  try {
    const findings: unknown[] = answer.split('\n').filter(line => line !== '').map(line => JSON.parse(line));
    return findings.every(isFinding) ? findings.map(changeOf) : undefined;
  } catch {
    return undefined;
  }
}

interface Finding {
  readonly type: string;
  readonly message: string;
}

function isFinding(finding: unknown): finding is Finding {
  return isMapping(finding) && typeof finding.type === 'string' && typeof finding.message === 'string';
}

/** `FIELD_SAME_TYPE` of a change is `protobuf-field-same-type`. */
function changeOf({ type, message }: Finding): ContractChange {
  return { id: `protobuf-${type.toLowerCase().replaceAll('_', '-')}`, isBreaking: true, text: message, at: [], side: 'after' };
}
