import { check, command, inWorkspace, write } from '../workspace';

inWorkspace();

const SECRET = 'hunter2-hunter2';
const PIN = 47114711;

/** Names that no API server accepts, but that a file may contain. */
const NAMES: Readonly<Record<string, string>> = {
  'an escape sequence': '\u001b[31mred\u001b[0m',
  'a C1 control character': 'a\u009b31mb',
  'a hyperlink for terminals': '\u001b]8;;https://example.com\u0007link',
  'a workflow command': 'web\n::error::forged',
  'a command for Azure Pipelines': 'web\r\n##vso[task.setvariable variable=x]y',
  'text from right to left': '\u202egnp.exe',
  'HTML': '<img src=x onerror=alert(1)>',
  'a closing script tag': '</script><script>alert(1)</script>',
  'a Markdown image': '![x](https://example.com/x.png)',
  'a Markdown link': '[x](javascript:alert(1))',
  'Markdown code': 'a`b``c',
  'a closing details tag': '</details></sub>',
  'a mention': '@octocat',
  'an option': '--fix',
  'the prototype': '__proto__',
  'an unpaired surrogate': '\ud800',
  'zero-width characters': 'a\u200bb\u2060',
  'a command for GitHub in the middle of a line': 'a ##[error]forged',
};

function manifests(name: string, replicas: number): string {
  const container = {
    name,
    image: 'web:latest',
    command: [name],
    ports: [{ name, containerPort: 80 }],
    lifecycle: { preStop: { exec: { command: [name] } } },
    env: [{ name: 'DB_PASSWORD', value: SECRET }],
    readinessProbe: { httpGet: { path: '/', port: 80, httpHeaders: [{ name: 'Authorization', value: SECRET }] } },
  };
  const metadata = { name, namespace: name, labels: { [name]: name }, annotations: { [name]: name, 'cdk8s-zero-downtime/longest-request': name } };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          replicas,
          selector: { matchLabels: { app: name } },
          template: { metadata: { labels: { app: name } }, spec: { containers: [container] } },
        },
      },
      { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: name }, spec: { selector: { app: name }, ports: [{ port: 80, targetPort: name }] } },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: name }, stringData: { [name]: `${SECRET}-${replicas}`, pin: PIN } },
    ],
  });
}

const COMMANDS = [
  ...['text', 'json', 'sarif', 'markdown'].map(format => ['check', '--all', '--format', format, 'before']),
  ...['text', 'json', 'sarif', 'markdown'].map(format => ['diff', '--all', '--format', format, 'before', 'after']),
  ...['text', 'json', 'html', 'svg'].map(format => ['timeline', '--format', format, 'before']),
  ['check', '--fix', 'before'],
  ['check', '--fix', '--yes', 'before'],
  ['check', '--write-baseline', 'before'],
];

describe.each(Object.entries(NAMES))('a name with %s', (_, name) => {
  test.each(COMMANDS.map(args => [args.join(' '), args] as const))('%s', (_title, args) => {
    write('before/web.json', manifests(name, 1));
    write('after/web.json', manifests(name, 3));
    for (const side of ['before', 'after']) { write(`${side}/${name.replace(/\W*\/\W*/g, '')}.json`, '{ "kind": "Broken"'); }
    const { out, err } = command([...args]);
    const all = out + err;
    expect(all).not.toMatch(/(?!\n)[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060]/);
    expect(all).not.toMatch(/^[^\S\n]*::[a-z]|##(?:vso)?\[/m);
    expect(all).not.toContain(SECRET);
    expect(all).not.toContain(String(PIN));
    expect(all).not.toMatch(/^ +at \S+ \(/m);
    if (args.includes('html') || args.includes('svg')) { expect(out).not.toMatch(/<img|<script>alert/); }
    // Text outside of code: brackets and angle brackets are written as entities.
    if (args.includes('markdown')) { expect(out.replace(/(`+)[^`][^]*?\1/g, '')).not.toMatch(/<img|<\/details><\/sub>|!\[x\]|\[x\]\(java|@octocat/); }
    if (args.includes('json') || args.includes('sarif')) { expect(() => JSON.parse(out)).not.toThrow(); }
  });
});

test('the diff of fixes hides values of variables, headers and Secrets, but shows the lines that it writes', () => {
  write('web.yaml', `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1.2.3", env: [{ name: TOKEN, value: ${SECRET} }], ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`);
  const { out } = check('--fix', 'web.yaml');
  expect(out).toMatch(/^\+ .*TOKEN, value: … .*sleep/m);
  expect(out).not.toContain(SECRET);
  const { runs: [{ results }] } = JSON.parse(check('--format', 'sarif', 'web.yaml').out);
  const changes = results.flatMap(({ fixes = [] }: { fixes?: { artifactChanges: { replacements: object[] }[] }[] }) =>
    fixes.flatMap(({ artifactChanges }) => artifactChanges.flatMap(({ replacements }) => replacements)));
  expect(changes.length).toBeGreaterThan(0);
  expect(JSON.stringify(changes)).not.toContain('TOKEN');
});
