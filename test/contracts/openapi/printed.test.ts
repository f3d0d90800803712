import { printed, valueAt } from '../../../src/contracts';
import { isMapping } from '../../../src/manifests';

const DOCUMENT = { openapi: '3.0.3', tags: [], paths: { '/a/{id}': { get: { tags: ['x', 'y'], deprecated: true } } }, components: {} };

it('prints as JSON.stringify does', () => {
  expect(printed(DOCUMENT).text).toBe(`${JSON.stringify(DOCUMENT, null, 1)}\n`);
});

it('finds the value on each line', () => {
  const { text, pointerAt } = printed(DOCUMENT);
  const lines = text.trim().split('\n');
  lines.forEach((line, index) => {
    const value = valueAt(DOCUMENT, pointerAt(index + 1)!);
    expect(value).toBeDefined();
    if (!isMapping(value) && !Array.isArray(value)) { expect(line).toContain(JSON.stringify(value)); }
  });
  expect(pointerAt(lines.findIndex(line => line.includes('"y"')) + 1)).toEqual(['paths', '/a/{id}', 'get', 'tags', '1']);
  expect(pointerAt(lines.length + 1)).toBeUndefined();
});
