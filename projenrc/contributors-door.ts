import { github, javascript, JsonFile, TextFile, YamlFile } from 'projen';

/** The versions of Node that CI tries; contributors get the first. */
const NODE = ['20', '22', '24'];

/** The version of Go that builds the linters and the OpenAPI package: packages/openapi/go.mod. */
const GO = '1.26';

/** What a contributor sees before the sources: the setup of an editor, templates, owners, and the versions in CI. */
export function contributorsDoor(project: javascript.NodeProject): void {
  editor(project);
  issueTemplates(project);
  new TextFile(project, '.github/CODEOWNERS', { lines: ['* @cdk8s-zero-downtime/maintainers', ''] });
  continuousIntegration(project);
}

function editor(project: javascript.NodeProject): void {
  new TextFile(project, '.nvmrc', { lines: [NODE[0], ''] });
  new TextFile(project, '.editorconfig', {
    lines: [
      'root = true',
      '',
      '[*]',
      'charset = utf-8',
      'end_of_line = lf',
      'indent_style = space',
      'indent_size = 2',
      'insert_final_newline = true',
      'trim_trailing_whitespace = true',
      'max_line_length = 130',
      '',
      '[*.md]',
      'trim_trailing_whitespace = false',
      '',
      '[{*.go,go.mod}]',
      'indent_style = tab',
      '',
      '[{*.py,*.java}]',
      'indent_size = 4',
      '',
      '# A fixture for the reader of manifests.',
      '[test/fixtures/manifests/list-crlf.yaml]',
      'end_of_line = crlf',
      '',
    ],
  });
  new TextFile(project, '.devcontainer/Dockerfile', {
    lines: [
      `FROM golang:${GO}-bookworm AS go`,
      `FROM node:${NODE[0]}-bookworm`,
      'RUN apt-get update && apt-get install --yes --no-install-recommends python3 python3-venv && rm -rf /var/lib/apt/lists/*',
      'COPY --from=go /usr/local/go /usr/local/go',
      'ENV PATH="$PATH:/usr/local/go/bin"',
      '',
    ],
  });
  new JsonFile(project, '.devcontainer/devcontainer.json', {
    marker: false,
    obj: {
      name: project.name,
      build: { dockerfile: 'Dockerfile' },
      remoteUser: 'node',
      postCreateCommand: 'npm ci',
      customizations: { vscode: { extensions: ['dbaeumer.vscode-eslint', 'editorconfig.editorconfig'] } },
    },
  });
}

const validations = { required: true };
const area = (id: string, label: string, more: object) => ({ type: 'textarea', id, attributes: { label, ...more }, validations });
const line = (id: string, label: string, description: string) => ({ type: 'input', id, attributes: { label, description }, validations });
const MANIFESTS = area('manifests', 'Manifests', {
  description: 'The smallest manifests that show it, without secrets. For diff: both sides, separated by a line "# after".',
  render: 'yaml',
});
const OUTPUT = area('output', 'What the tool printed', { description: 'The command line and all of its output.', render: 'text' });
const VERSION = line('version', 'Versions', 'Of cdk8s-zero-downtime, Node, and Kubernetes.');

function issueTemplates(project: javascript.NodeProject): void {
  form(project, 'false-alarm', 'False alarm', 'A finding about manifests that do not lose requests', ['false-alarm'], [
    MANIFESTS,
    line('rule', 'Rule', 'Its id, for example prestop-too-short.'),
    OUTPUT,
    area('expected', 'Expected verdict', { description: 'No finding, or another severity; and why the update, drain or restart does not lose requests.' }),
    VERSION,
  ]);
  form(project, 'missed-defect', 'Missed defect', 'Manifests that lose requests, or block a release, without a finding', ['missed-defect'], [
    MANIFESTS,
    area('happened', 'What happened', { description: 'What users saw, in which second of an update, drain or restart, and how often.' }),
    area('expected', 'Expected verdict', { description: 'The field that is wrong, and the value that corrects it. Sources help.' }),
    VERSION,
  ]);
  form(project, 'bug', 'Bug', 'The construct, a command or a page is not as documented', ['bug'], [
    area('steps', 'How to reproduce it', { description: 'Commands and code that run in an empty folder.' }),
    OUTPUT,
    area('expected', 'What you expected', {}),
    VERSION,
  ]);
  new YamlFile(project, '.github/ISSUE_TEMPLATE/config.yml', {
    obj: {
      blank_issues_enabled: true,
      contact_links: [{
        name: 'Security',
        url: 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime/security/advisories/new',
        about: 'Report a vulnerability in private: see SECURITY.md.',
      }],
    },
  });
}

function form(project: javascript.NodeProject, file: string, name: string, about: string, labels: string[], body: object[]) {
  new YamlFile(project, `.github/ISSUE_TEMPLATE/${file}.yml`, { obj: { name, description: about, labels, body } });
}

/** The lines of a pull request that a reviewer would ask for. */
export const PULL_REQUEST = [
  '<!-- What changes for users, and why. A commit follows Conventional Commits. -->',
  '',
  'Fixes #',
  '',
  '- [ ] A test failed before this change.',
  '- [ ] `npm test` passes, and `npm run build` leaves the tree clean.',
  '- [ ] CHANGELOG.md says what the next `apply` does. A changed pod template is listed under "Restarts workloads".',
  '- [ ] A rule: a good service without a finding of it is in `test/fixtures/clean`.',
  '- [ ] Messages and pages follow the style sheet in CONTRIBUTING.md: `npx projen prose`.',
  '',
];

/** `.ci/run` on each version of Node; with the linters, which Go builds, on the first. */
function continuousIntegration(project: javascript.NodeProject): void {
  const workflow = new github.GithubWorkflow(github.GitHub.of(project)!, 'ci');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, workflowDispatch: {} });
  workflow.addJob('run', {
    runsOn: ['ubuntu-latest'],
    permissions: { contents: github.workflows.JobPermission.READ },
    timeoutMinutes: 90,
    strategy: {
      failFast: false,
      matrix: { include: NODE.map((node, index) => ({ node, parts: index === 0 ? '' : '--quick' })) },
    },
    steps: [
      { uses: 'actions/checkout@v5' },
      { uses: 'actions/setup-node@v7.0.0', with: { 'node-version': '${{ matrix.node }}' } },
      { uses: 'actions/setup-go@v7.0.0', with: { 'go-version': GO, 'cache': false } },
      { uses: 'actions/setup-python@v7.0.0', with: { 'python-version': '3.x' } },
      { name: 'Everything that a change must pass', run: '.ci/run ${{ matrix.parts }}' },
    ],
  });
}
