// By hand, and not in package.json: what CI does, and how many cores there are, JSON cannot ask.
const { availableParallelism } = require('node:os');

// CI tries everything. Elsewhere a run answers sooner.
const CI = Boolean(process.env.CI);

// What starts other programs, or tries thousands of cases. `npm run test:unit` leaves these out, `npm test` does not.
const SLOW = [
  'analysis/users-feel.test.ts',
  'examples.test.ts',
  'cli/adoption.test.ts',
  'cli/diff-command.test.ts',
  'cli/hostile/*.test.ts',
  'comparers/contract-comparer.test.ts',
  'comparers/compare-protobuf.test.ts',
  'docs/*.test.ts',
  'engine/reported-recipe.test.ts',
  'manifests/fuzz.test.ts',
  'manifests/hostile/*.test.ts',
  'manifests/joins.test.ts',
  'manifests/lines.test.ts',
  'manifests/pipes.test.ts',
  'manifests/round-trip.test.ts',
  'manifests/sleep-in-shells.test.ts',
  'packed-modules.test.ts',
  'plugin/*.test.ts',
  'rehearse/load/counted-once.test.ts',
  'rehearse/load/load-process.test.ts',
  'report/findings/sarif.test.ts',
  'rules/*/*/hostile.test.ts',
  'rules/check/defects.test.ts',
  'rules/check/own-manifests.test.ts',
  'rules/diff/fixtures.test.ts',
  'rules/diff/recipes.test.ts',
  'service/promises.test.ts',
  'service/seed.test.ts',
  'settings/settings-file.test.ts',
  'sources/*.test.ts',
];

// What needs oasdiff, which Go builds: scripts/openapi-check.sh builds it, says where it is, and runs these.
const WITH_OASDIFF = ['comparers/openapi/pairs.test.ts', 'comparers/openapi/limits.test.ts'];

const everyTest = {
  clearMocks: true,
  setupFiles: ['<rootDir>/test/fixed-seed.ts'],
  // Jest would take each package.json for a package that is installed.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/packages/'],
  // test/tsconfig.json has isolatedModules: nothing is type-checked here. `npm test` does that first, by tsc.
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
};

module.exports = {
  ...everyTest,
  projects: [
    { ...everyTest, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.test.ts', ...[...SLOW, ...WITH_OASDIFF].map(glob => `!**/test/${glob}`)] },
    { ...everyTest, displayName: 'slow', testMatch: SLOW.map(glob => `<rootDir>/test/${glob}`) },
    ...process.env.OPENAPI_APP ? [{ ...everyTest, displayName: 'openapi', testMatch: WITH_OASDIFF.map(glob => `<rootDir>/test/${glob}`) }] : [],
  ],
  globalSetup: '<rootDir>/test/temporary-folder/make.js',
  globalTeardown: '<rootDir>/test/temporary-folder/remove.js',
  // Some tests synthesize with a compiler, or read a thousand files: a busy machine needs its time.
  testTimeout: 120_000,
  // Half of two cores would be one.
  maxWorkers: CI ? 2 : Math.max(2, Math.floor(availableParallelism() / 2)),
  // It makes a run four times as slow, so it is measured by a task of its own: npm run test:coverage.
  collectCoverage: false,
  coverageProvider: 'v8',
  coverageReporters: ['json', 'lcov', 'clover', 'cobertura', 'text'],
  coverageThreshold: { global: { branches: 90, lines: 95 } },
  reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports' }]],
};
