import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { clustersOf, parseManifests, InputProblem, Workload, WorkloadOf } from '../../src/manifests';
import { runs } from '../property-runs';

const FIXTURES = join(__dirname, '..', 'fixtures', 'manifests');
const REAL = ['kubectl-style.yaml', 'helm-output.yaml', 'kustomize-output.yaml', 'list-crlf.yaml'].map(file => readFileSync(join(FIXTURES, file)));
const MANIFESTS: unknown[][] = REAL.map(file => parseManifests('real.yaml', file.toString()).objects.map(({ json }) => json));

/** Reads as a command would: objects, clusters, a line in each object. */
function readAll(text: string): { readonly workloads: Workload[]; readonly problems: InputProblem[] } {
  const { objects, problems } = parseManifests('fuzz.yaml', text);
  const { clusters, problems: more } = clustersOf(objects);
  const lines = objects.map(({ lineOf }) => lineOf(['spec', 'template', 'spec', 'containers', 0, 'image']));
  expect(lines.filter(line => !(line >= 1 && line <= lineCount(text)))).toEqual([]);
  return { workloads: clusters.flatMap(cluster => cluster.workloads), problems: [...problems, ...more] };
}

function lineCount(text: string): number {
  return text.split(/\r\n?|\n/).length;
}

function expectSense({ workloads, problems }: ReturnType<typeof readAll>, lines: number): void {
  const isPlaced = ({ file, line = NaN }: InputProblem) => file === 'fuzz.yaml' && Number.isInteger(line) && line >= 1 && line <= lines;
  const isPlain = ({ message }: InputProblem) => /^[^\p{C}]{20,500}[.?]$/u.test(message);
  expect(problems.filter(problem => !isPlaced(problem) || !isPlain(problem))).toEqual([]);
  for (const workload of workloads) {
    const { replicas, minReady, gracePeriod, containers, sidecars } = workload;
    const { progressDeadline = 0, revisionHistoryLimit = 0 } = { ...workload } as Partial<WorkloadOf<'Deployment'>>;
    const probes = [...containers, ...sidecars].flatMap(({ startup, readiness, liveness }) => [startup, readiness, liveness]);
    const numbers: number[] = [replicas, ...probes.map(probe => probe?.timing ?? {})].flatMap(each => Object.values(each));
    numbers.push(minReady, progressDeadline, revisionHistoryLimit, gracePeriod);
    expect(numbers.filter(number => !Number.isInteger(number) || number < 0)).toEqual([]);
    expect(replicas.min).toBeLessThanOrEqual(replicas.max);
    // Walking through the value never leads into a cycle.
    JSON.stringify(workload);
  }
}

const surprise: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, '', 'x', '3', '25%', '-', 0, 3, -1, 1.5, 1e99, true, false, [], {}, [null], [[]], [{}], { a: null }, { '': {} }, ['x', 1], { name: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Puts something else where the dice say, as deep as they say. */
function spoiled(value: unknown, dice: number[], with_: unknown): unknown {
  const [die, ...rest] = dice;
  if (die === undefined || typeof value !== 'object' || value === null || Object.keys(value).length === 0) { return with_; }
  const keys = Object.keys(value);
  const key = keys[die % keys.length];
  const child = spoiled((value as Record<string, unknown>)[key], rest, with_);
  return Array.isArray(value) ? value.map((item, index) => String(index) === key ? child : item) : { ...value, [key]: child };
}

const dice = fc.array(fc.nat(20), { maxLength: 9 });

test('real manifests with random changes are read, and errors are reported', () => {
  const changes = fc.array(fc.tuple(fc.nat(), dice, surprise), { minLength: 1, maxLength: 5 });
  fc.assert(fc.property(fc.constantFrom(...MANIFESTS), changes, (real, spoilt) => {
    const manifests = spoilt.reduce((all, [which, path, value]) =>
      all.map((manifest, index) => index === which % all.length ? spoiled(manifest, path, value) : manifest), real);
    const text = manifests.map(manifest => `---\n${JSON.stringify(manifest) ?? ''}\n`).join('');
    expectSense(readAll(text), lineCount(text));
  }), { numRuns: runs(3000) });
});

test('anything with an apiVersion, a kind and a name is read', () => {
  const kinds = [
    ['apps/v1', 'Deployment'], ['v1', 'Service'], ['policy/v1', 'PodDisruptionBudget'], ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['keda.sh/v1alpha1', 'ScaledObject'], ['networking.k8s.io/v1', 'Ingress'], ['gateway.networking.k8s.io/v1', 'HTTPRoute'], ['v1', 'List'],
  ];
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...kinds), surprise, surprise, surprise)), parts => {
    const text = parts.map(([[apiVersion, kind], labels, spec, items]) =>
      `---\n${JSON.stringify({ apiVersion, kind, metadata: { name: 'a', labels }, spec, items })}\n`).join('');
    expectSense(readAll(text), lineCount(text));
  }), { numRuns: runs(3000) });
});

type Mutation = [kind: number, at: number, length: number, bytes: Uint8Array];

const mutation: fc.Arbitrary<Mutation> = fc.tuple(fc.nat(3), fc.nat(), fc.nat(30), fc.oneof(
  fc.uint8Array({ maxLength: 4 }),
  fc.constantFrom('---\n', '\n', '\t', ': ', '- ', '[', '{', '}', ']', '&a ', '*a', '<<: *a', '"', "'", '|\n', '>', '#', '?', '!', '%', '\0', '\r', '...\n', '  ', '~')
    .map(text => new Uint8Array(Buffer.from(text))),
));

function mutated(file: Buffer, [kind, offset, length, bytes]: Mutation): Buffer {
  const at = offset % (file.length + 1);
  switch (kind) {
    case 0: return Buffer.concat([file.subarray(0, at), bytes, file.subarray(at)]);
    case 1: return Buffer.concat([file.subarray(0, at), bytes, file.subarray(at + bytes.length)]);
    case 2: return Buffer.concat([file.subarray(0, at), file.subarray(at + length)]);
    default: return Buffer.concat([file.subarray(0, at + length), file.subarray(at)]);
  }
}

test('real YAML with other bytes anywhere is read or refused, with file and line', () => {
  fc.assert(fc.property(fc.constantFrom(...REAL), fc.array(mutation, { minLength: 1, maxLength: 6 }), (file, mutations) => {
    const text = mutations.reduce(mutated, file).toString('utf8');
    expectSense(readAll(text), lineCount(text));
  }), { numRuns: runs(4000) });
});

test('any text is read or refused', () => {
  const bits = fc.constantFrom(...' \n\t:-[]{}&*!|>\'"%@`#?,ax1', '---\n', '- ', ': ', '\r\n', '<<: ', '&a ', '*a ', 'apiVersion: v1\n', 'kind: Pod\n', 'metadata: {name: a}\n');
  fc.assert(fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: bits }, { weight: 1, arbitrary: fc.string() }), { maxLength: 60 }).map(parts => parts.join('')), text => {
    expectSense(readAll(text), lineCount(text));
  }), { numRuns: runs(5000) });
});

test('any JSON is read as JSON.parse reads it', () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5, noUnicodeString: false }));
  fc.assert(fc.property(json, fc.constantFrom(undefined, 1, '\t'), (data, indent) => {
    const object = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, data };
    const { objects, problems } = parseManifests('a.json', JSON.stringify(object, null, indent));
    expect(problems).toEqual([]);
    expect(JSON.stringify(objects[0].json)).toBe(JSON.stringify(object));
  }), { numRuns: runs(2000) });
});
