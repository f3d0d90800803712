import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from './reading';

const FIXTURES = join(__dirname, '..', 'fixtures', 'manifests');

// kubectl label --local -f kubectl-words.yaml -o json foo=bar --overwrite > kubectl-words.json
test('plain words mean what kubectl takes them for', () => {
  const { objects, problems } = read(readFileSync(join(FIXTURES, 'kubectl-words.yaml'), 'utf8'));
  expect(problems).toEqual([]);
  expect(objects[0].json).toEqual(JSON.parse(readFileSync(join(FIXTURES, 'kubectl-words.json'), 'utf8')));
});

test.each(['1'.repeat(400), `0x${'f'.repeat(300)}`, `1e${'9'.repeat(300)}`])('a number that is too large is not a count', digits => {
  const { clusters, problems } = read(`apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: ${digits} }\n`);
  expect(clusters[0].workloads[0].replicas).toEqual({ min: 1, max: 1 });
  expect(problems).toHaveLength(1);
});
