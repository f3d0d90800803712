import { runComparer } from './run-comparer';
import type { CompareKind } from './surroundings';
import type { ContractChange } from '../contracts';
import { shorten } from '../text';

const REMEDY = 'Put buf 1.28 or later into the PATH (https://buf.build/docs/cli/installation), for example with "npm install --global @bufbuild/buf"';

/** Exit code of `buf breaking` where it found changes. */
/** Compares descriptor sets of protobuf with the `buf breaking` of the PATH, by the rules for what stands on the wire and in JSON. */
export const compareProtobuf: CompareKind = (before, after, { env }) => {
  const version = runComparer(['buf', '--version'], {}, env, 10_000);
  if (version.failure === 'missing') { return { failure: 'No buf is in the PATH', remedy: REMEDY }; }
  const by = `buf ${`${version.stdout}`.trim()}`;
  const { stdout, stderr, failure } = runComparer(
    ['buf', 'breaking', 'after.binpb', '--against', 'before.binpb', '--error-format', 'json', '--config', CONFIG],
    { 'before.binpb': Buffer.from(before.text, 'base64'), 'after.binpb': Buffer.from(after.text, 'base64') },
    env,
  );
  const said = shorten(stderr.trim(), 200);
  return failure ? { failure: `${by} failed: ${failure} ${said}`, remedy: REMEDY } : { changes: changesOf(`${stdout}`), by };
};

const CONFIG = JSON.stringify({ version: 'v2', breaking: { use: ['WIRE_JSON'] } });

function changesOf(answer: string): ContractChange[] {
  return answer.split('\n').filter(line => line !== '').map(line => {
    const { type, message } = JSON.parse(line);
    return { id: `protobuf-${type.toLowerCase().replaceAll('_', '-')}`, isBreaking: true, text: message, at: [], side: 'after' };
  });
}
