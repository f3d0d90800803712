import fc from 'fast-check';
import { imageName, imageParts, isInjected } from '../../../src/analysis/pod/image-reference';
import { runs } from '../../property-runs';

test.each([
  ['nginx', { repository: 'nginx', tag: undefined, digest: undefined }, 'nginx'],
  ['nginx:1.25', { repository: 'nginx', tag: '1.25', digest: undefined }, 'nginx'],
  ['nginx:', { repository: 'nginx', tag: '', digest: undefined }, 'nginx'],
  ['nginx@sha256:01', { repository: 'nginx', tag: undefined, digest: 'sha256:01' }, 'nginx'],
  ['docker.io/library/nginx:1.25@sha256:01', { repository: 'docker.io/library/nginx', tag: '1.25', digest: 'sha256:01' }, 'nginx'],
  ['localhost:5000/web', { repository: 'localhost:5000/web', tag: undefined, digest: undefined }, 'web'],
  ['localhost:5000/web:1', { repository: 'localhost:5000/web', tag: '1', digest: undefined }, 'web'],
  ['localhost:5000/web@sha256:01', { repository: 'localhost:5000/web', tag: undefined, digest: 'sha256:01' }, 'web'],
  ['@sha256:01', { repository: '', tag: undefined, digest: 'sha256:01' }, ''],
  [':1', { repository: '', tag: '1', digest: undefined }, ''],
  ['', { repository: '', tag: undefined, digest: undefined }, ''],
])('the parts of %j', (image, parts, name) => {
  expect(imageParts(image)).toEqual(parts);
  expect(imageName(image)).toBe(name);
});

test('an image consists of its parts', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,9}$/);
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.option(word), fc.option(word), (path, tag, digest) => {
    const repository = path.length > 1 ? `${path[0]}:5000/${path.slice(1).join('/')}` : path[0];
    const image = `${repository}${tag ? `:${tag}` : ''}${digest ? `@sha256:${digest}` : ''}`;
    expect(imageParts(image)).toEqual({ repository, tag: tag ?? undefined, digest: digest ? `sha256:${digest}` : undefined });
    expect(imageName(image)).toBe(path[path.length - 1]);
  }), { numRuns: runs(200) });
});

test.each([['auto', true], ['auto:1', false], ['', false], ['web', false]])('Istio replaces %j with its own image: %s', (image, is) => {
  expect(isInjected({ image })).toBe(is);
});
