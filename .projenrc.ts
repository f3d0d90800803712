import { cdk8s, javascript, JsonFile } from 'projen';
import { ARROWS, zonesOf } from './projenrc/arrows';
import { contributorsDoor, PULL_REQUEST } from './projenrc/contributors-door';
import { LINES } from './projenrc/lines';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-zero-downtime',
  description: 'Kubernetes services that update with zero downtime',
  author: 'cdk8s-zero-downtime maintainers',
  authorOrganization: true,
  authorAddress: 'https://github.com/cdk8s-zero-downtime',
  repositoryUrl: 'git+https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime.git',
  defaultReleaseBranch: 'main',
  license: 'Apache-2.0',
  keywords: ['cdk8s', 'kubernetes', 'zero-downtime', 'rollout', 'poddisruptionbudget', 'deployment'],
  stability: 'experimental',

  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  projenVersion: '0.103.25',
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '20',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',

  cdk8sVersion: '2.68.12',
  constructsVersion: '10.5.0',
  peerDeps: [`cdk8s-plus-27@^${LINES[27]}`],
  // jsii bundles the runtime dependencies of the library into its tarball.
  deps: ['diff@^9', 'fastest-levenshtein@^1.0.16', 'js-yaml@^4.3.2', 'yaml@^2'],
  bundledDeps: ['diff', 'fastest-levenshtein', 'js-yaml', 'yaml'],
  devDeps: ['fast-check@^4', 'cdk8s-cli@^2.207.60', `cdk8s-plus-33@^${LINES[33]}`, '@types/js-yaml@^4', 'ajv@^8', 'graphql@^16', '@stryker-mutator/core@^9', '@stryker-mutator/jest-runner@^9'],
  bin: { 'cdk8s-zero-downtime': 'lib/cli/main.js' },

  github: true,
  githubOptions: { mergify: false, pullRequestLint: false },
  pullRequestTemplateContents: PULL_REQUEST,
  release: false,
  depsUpgrade: false,
  sampleCode: false,
  typecheckTests: true,
  // The configuration itself is jest.config.js.
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
  },

  publishToPypi: { distName: 'cdk8s-zero-downtime', module: 'cdk8s_zero_downtime' },
  publishToMaven: {
    javaPackage: 'io.github.cdk8szerodowntime',
    mavenGroupId: 'io.github.cdk8s-zero-downtime',
    mavenArtifactId: 'cdk8s-zero-downtime',
  },
  publishToGo: {
    moduleName: 'github.com/cdk8s-zero-downtime/cdk8s-zero-downtime-go',
    packageName: 'cdk8szerodowntime',
  },
});

// Arrows between the folders of src point one way.
project.eslint!.addRules({
  'import/no-restricted-paths': ['error', { zones: zonesOf(ARROWS) }],
  'import/no-cycle': 'error',
  'no-nested-ternary': 'error',
  // Texts of rules are sentences on one line; the code around them keeps to the limit.
  '@stylistic/max-len': ['error', { code: 130, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
});

// The library is reached by its name from examples/ too, and only through its index.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});

project.package.addField('type', 'commonjs');

// `build` packs the npm package only; Python is packed by `test:python`, Java and Go by their own tasks.
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);

// The snippets of README.md and of the docstrings compile, or the build fails.
project.postCompileTask.prependExec('jsii-rosetta extract --compile --fail .jsii');
project.postCompileTask.exec('node scripts/lean-package.js', { name: 'Keep the npm package small' });
project.postCompileTask.exec('ts-node -T scripts/pages/api-reference.ts API.md', { name: 'Begin API.md with what readers look for' });
project.postCompileTask.exec('ts-node -T scripts/generated-docs.ts', { name: 'Write the pages about the rules and what README.md shows' });

// A setting that depends on CI and on the number of cores is in jest.config.js.
project.package.file.addDeletionOverride('jest');
project.addTask('test:unit', {
  description: 'The tests that neither start other programs nor try thousands of cases; without lint and type-check',
  exec: 'jest --selectProjects unit --ci --coverage=false',
  receiveArgs: true,
});

project.addTask('test:coverage', {
  description: 'All tests, and how much of src they run: fails below 95 % of the lines or 90 % of the branches',
  exec: 'jest --ci --coverage',
});

project.addTask('rule', {
  description: 'What one rule reports about manifests: npm run rule -- prestop-missing FILE',
  exec: 'ts-node -T scripts/rule.ts',
  receiveArgs: true,
});

// The examples run against lib/, so the tests compile it first.
project.testTask.prependSpawn(project.compileTask);

const exampleConfig = new javascript.TypescriptConfig(project, {
  fileName: 'examples/tsconfig.json',
  include: ['**/*.ts'],
  exclude: ['**/dist'],
  compilerOptions: { module: 'node16', target: 'ES2022', lib: ['es2022'], types: ['node'], strict: true, noEmit: true, skipLibCheck: true },
});
project.testTask.exec(`tsc --project ${exampleConfig.fileName}`, { name: 'Type-check the examples' });

project.addTask('example', {
  description: 'Synthesizes the smallest service, checks it and draws its next update',
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'cdk8s synth', cwd: 'examples/minimal' },
    { exec: 'cat dist/minimal.k8s.yaml', cwd: 'examples/minimal' },
    { exec: 'node lib/cli/main.js check examples/minimal/dist' },
    { exec: 'node lib/cli/main.js timeline examples/minimal/dist' },
    { say: 'Next: docs/getting-started.md, your own service; docs/concepts.md, what these numbers mean' },
  ],
});

project.addTask('example:seed', {
  description: 'Synthesizes the seed example and shows its manifests',
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'cdk8s synth --stdout', cwd: 'examples/seed' },
  ],
});

// Tasks that take minutes, or need Python or Go, are not part of `build`; .ci/run runs all of them except the benchmark.
const onCompiled = (name: string, description: string, exec: string) => project.addTask(name, {
  description,
  steps: [{ spawn: project.compileTask.name }, { exec, receiveArgs: true }],
});
project.addTask('bench:limits', {
  description: 'Writes docs/limits.md: what input costs that is made to cost much; with a part of a name: prints those',
  exec: 'ts-node -T scripts/limits.ts',
  receiveArgs: true,
});
project.addTask('load:lateness', {
  description: 'How late the load of a rehearsal is sent at 1,000 requests a second',
  exec: 'ts-node -T scripts/load-lateness.ts',
  receiveArgs: true,
});
onCompiled('bench', 'The cost of a synth compared with plain cdk8s, in one run', 'node bench/run.js');
// Mutants are tested with the full number of runs of property tests, as in CI.
const onMutants = (name: string, description: string, exec: string) => project.addTask(name, { description, exec, receiveArgs: true, env: { CI: 'true' } });
project.addTask('fixes', {
  description: 'Writes each fix, judges again and sends the result to an API server; with NAME=PATH of other manifests it writes docs/fixes.md',
  exec: 'ts-node -T scripts/fixes/main.ts',
  receiveArgs: true,
});
project.addTask('findings', {
  description: 'Checks published manifests and writes docs/findings.md: how useful the findings of each rule were to people who read them',
  exec: 'ts-node -T scripts/findings/main.ts',
  receiveArgs: true,
});
onMutants('mutate:lifecycle', 'How many mutants of src/lifecycle the tests detect', 'stryker run');
onMutants('mutate:rules', 'How many mutants of the rules their tests detect', 'ts-node -T scripts/mutate-rules.ts');
new JsonFile(project, 'stryker.conf.json', {
  obj: {
    testRunner: 'jest',
    coverageAnalysis: 'perTest',
    mutate: ['src/lifecycle/**/*.ts', '!src/lifecycle/index.ts'],
    jest: { configFile: 'jest.config.js', config: { projects: [], testMatch: ['<rootDir>/test/lifecycle/**/*.test.ts'] } },
    disableTypeChecks: true,
    reporters: ['clear-text', 'progress-append-only', 'json'],
    jsonReporter: { fileName: 'reports/mutation.json' },
    thresholds: { high: 98, low: 95, break: 95 },
    tempDirName: '.stryker-tmp',
    concurrency: 2,
  },
  marker: false,
});
onCompiled('bench:contracts', 'The cost of comparing large OpenAPI documents', 'ts-node -T scripts/openapi/bench.ts');
onCompiled('bench:read', 'The cost of reading manifests compared with the yaml package, in one run', 'node bench/read.js');
onCompiled('bench:check', 'The cost of check on a thousand services compared with kube-score and kube-linter, in one run', 'node bench/check.js');
onCompiled('bench:diff', 'The cost of diff on a thousand services compared with check, in one run', 'node bench/diff.js');
onCompiled('conformance', 'Schemas of Kubernetes, kube-score and checkov', 'scripts/conformance.sh');
onCompiled('package:check', 'The content of the npm package, and a new app that installs it', 'scripts/package-check.sh');
onCompiled('guide:check', 'docs/getting-started.md, word for word, in a new app with the packed package', 'scripts/guide-check.sh');
onCompiled('mistakes', 'Writes docs/mistakes.md: the messages for common mistakes in a new app with the packed package', 'scripts/mistakes.sh');
onCompiled('package:line', 'Tests the package for another line of cdk8s-plus: npm run package:line -- 33', 'scripts/package-line.sh');
onCompiled('package:lines', 'Tests the packages for all other lines of cdk8s-plus', 'scripts/package-line.sh --all');
onCompiled('plugin:check', 'The cdk8s synth plugin in a new app', 'scripts/plugin-check.sh');
onCompiled('test:python', 'The same manifests from Python as from TypeScript', 'scripts/python-parity.sh');

project.addTask('package:openapi', {
  description: 'The package that compares OpenAPI documents, oasdiff as WebAssembly; needs Go',
  exec: 'scripts/openapi-package.sh',
});
project.addTask('openapi:check', {
  description: 'Tests that package in an empty folder, and its verdicts on pairs of documents; needs Go',
  exec: 'scripts/openapi-check.sh',
});

// `diff` uses them if they are installed. They are not peerDependencies: jsii allows only jsii modules there.
project.package.addField('peerDependenciesMeta', { 'cdk8s-zero-downtime-openapi': { optional: true }, 'graphql': { optional: true } });

project.addTask('new:rule', {
  description: 'Writes the files of a new rule, to be completed: npm run new:rule -- check drain pdb-x',
  exec: 'ts-node -T scripts/new-rule.ts',
  receiveArgs: true,
});

// It has its own packages, so that the library's node_modules stay small.
project.addTask('site', {
  description: 'README.md and docs/ as a static site in site/dist; fails on a dead link. SITE_BASE is its path on the host',
  cwd: 'site',
  steps: [{ exec: 'npm ci' }, { exec: 'npm run build' }],
});

project.addTask('prose', {
  description: 'Words that read as translated, in pages, docstrings, messages and help; no folder may get more of them',
  exec: 'scripts/prose.sh',
  receiveArgs: true,
});

project.addTask('release:prepare', {
  description: 'Writes the files of a release, without publishing them: npm run release:prepare -- 0.1.0',
  exec: 'scripts/release-prepare.sh',
  receiveArgs: true,
});

contributorsDoor(project);

project.addTask('differential', {
  description: 'The construct and check against the API server of a test cluster; writes docs/differences-from-the-api-server.md',
  exec: 'ts-node -T scripts/differential/main.ts',
  receiveArgs: true,
});

// A fixture for the reader: git must not change its line breaks.
project.gitattributes.addAttributes('/test/fixtures/manifests/list-crlf.yaml', '-text');

project.gitignore.exclude('.jsii.tabl.json', '/examples/*/dist/', '/site/node_modules/', '/site/pages/', '/site/dist/', '/site/.vitepress/cache/', '/.cache/', '/reports/', '/.stryker-tmp/');
['.jsii.tabl.json', '/examples/', '/docs/*', '!/docs/figures/', '/docs/figures/*', '!/docs/figures/rehearsal.svg', '!/docs/figures/timeline-minimal.svg', '/bench/', '/scripts/', '/packages/', '/site/', '/.ci/', '/.cache/', '/reports/', '/jest.config.js', '/stryker.conf.json', '/action.yml', '/.pre-commit-hooks.yaml', '/API.md', '/ARCHITECTURE.md', '/CONTRIBUTING.md', '/CODE_OF_CONDUCT.md', '/SECURITY.md', '/.editorconfig', '/.nvmrc', '/.devcontainer/', '/tsconfig*.json', '*.map']
  .forEach(pattern => project.addPackageIgnore(pattern));

// 1.12 and later have bindings that a lock file written here cannot list: `npm ci` would refuse it.
project.package.addPackageResolutions('unrs-resolver@1.11.1');

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.tasks.addEnvironment('CDK8S_CHECK_UPGRADE', 'false');

project.synth();
