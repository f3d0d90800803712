import { imageOf, isMoving } from '../../../src/analysis/pod/moving-tags';

test.each(['', 'auto', '${IMAGE}', '$IMAGE', '{{ image }}', '<image>', 'web: 1', 'web}', 'web>', 'ko://example.com/web'])('%j cannot be read', image => {
  expect(imageOf(image)).toBeUndefined();
});

test.each(['web', 'web:1', 'registry.example.com:5000/web@sha256:01', 'auto:1'])('%s can be read', image => {
  expect(imageOf(image)).toMatchObject({ repository: expect.stringMatching(/web|auto/) });
});

test.each([
  ['web', true], ['web:latest', true], ['web:LATEST', true], ['web:main', true], ['web:stable', true], ['web:live', true],
  ['web@sha256:01', false], ['web:latest@sha256:01', false], ['web:1', false], ['web:1.4.2', false], ['web:latest-1', false], ['web:main-5f3a2c1', false],
])('%s can refer to another build tomorrow: %s', (image, is) => {
  expect(isMoving(imageOf(image)!)).toBe(is);
});
