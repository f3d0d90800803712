import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { kubectl, inNamespace, tryKubectl } from './kubectl';
import { UPDATE_RULES } from '../../src/rules/diff';
import { exampleManifests } from '../../src/rules/examples';

const NAMESPACE = 'shop';

/** The response of the API server to a change that it refuses according to a rule. */
export interface Refusal {
  readonly rule: string;
  readonly refused: boolean;
  readonly said: string;
}

/** Applies the examples of these rules: first the side that runs, then the unsafe change. */
export async function refusals(): Promise<Refusal[]> {
  const found: Refusal[] = [];
  for (const { id, examples: { before, unsafe, refused } } of UPDATE_RULES) {
    if (!refused) { continue; }
    found.push(await inNamespace(NAMESPACE, async () => {
      await kubectl(['apply', '--filename=-'], withoutPods(exampleManifests(before)));
      const changed = exampleManifests([before, unsafe].filter(part => part.trim() !== '').join('\n---\n'));
      const { code, err } = await tryKubectl(['apply', '--filename=-'], withoutPods(changed));
      return { rule: id, refused: code !== 0, said: firstReason(err) };
    }));
    console.error(JSON.stringify(found[found.length - 1]));
  }
  return found;
}

/** A change of one field, and whether the API server refused it. */
export interface FieldRefusal {
  readonly what: string;
  readonly predicted: boolean;
  readonly refused: boolean;
  readonly said: string;
}

interface FieldChange {
  readonly what: string;
  /** Whether the rule states that the API server refuses it. */
  readonly path?: string;
  readonly before: string;
  readonly after: string;
}

const FIELD_CHANGES = 'test/rules/diff/identity/immutable-fields.yaml';

/** Changes each field of the table of `immutable-field-changed`, and fields that the rule accepts. */
export async function fieldRefusals(): Promise<FieldRefusal[]> {
  return inNamespace(NAMESPACE, async () => {
    const found: FieldRefusal[] = [];
    const changes = load(readFileSync(FIELD_CHANGES, 'utf8')) as FieldChange[];
    // Nothing binds claims there.
    for (const { what, path, before, after } of changes.filter(change => !change.what.endsWith('of a bound one'))) {
      const on = (yaml: string, verb: string, ...options: string[]) => tryKubectl([verb, '--namespace', NAMESPACE, '--filename=-', ...options], yaml);
      const first = await on(before, 'apply');
      const { code, err } = await on(after, 'apply');
      found.push({ what, predicted: path !== undefined, refused: code !== 0, said: firstReason(first.code === 0 ? err : `not even before: ${first.err}`) });
      await on(before, 'delete', '--ignore-not-found', '--timeout=30s');
      const last = found[found.length - 1];
      if (last.predicted !== last.refused || first.code !== 0) { console.error(JSON.stringify(last)); }
    }
    return found;
  });
}

// The pods need not run, and the image does not exist.
function withoutPods(yaml: string): string {
  return yaml.replace(/^ {2}replicas: \d+$/gm, '  replicas: 0');
}

function firstReason(text: string): string {
  const [line = ''] = text.trim().split('\n').filter(each => !each.startsWith('Warning'));
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
