const MEGABYTE = 1_000_000;

/** As much of a repeated part as fits into a megabyte together with what stands around it. */
function filled(part: (i: number) => string, before: string = '', after: string = ''): string {
  const parts: string[] = [];
  for (let i = 0, size = before.length + after.length; ; i++) {
    const next = part(i);
    size += next.length;
    if (size > MEGABYTE) { return `${before}${parts.join('')}${after}`; }
    parts.push(next);
  }
}

const HEAD = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n';

function deployment(name: string, labels: string): string {
  return `---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}}, spec: {template: {metadata: {labels: {${labels}}}}}}\n`;
}

function service(name: string, selector: string): string {
  return `---\n{apiVersion: v1, kind: Service, metadata: {name: ${name}}, spec: {selector: {${selector}}, ports: [{port: 1}]}}\n`;
}

function budget(name: string, selector: string): string {
  return `---\n{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: ${name}}, spec: {selector: ${selector}}}\n`;
}

const bomb = (levels: number, fan: number): string => Array.from({ length: levels }, (_, level) => {
  const alias = level === 0 ? 'lol' : `*a${level - 1}`;
  return `  a${level}: &a${level} [${Array(fan).fill(alias).join(', ')}]\n`;
}).join('');

/** Files under a megabyte that are built to harm a reader, and that contain something no reader can accept. */
export const REFUSED: Record<string, () => string> = {
  'an alias bomb': () => `${HEAD}spec:\n${bomb(12, 10)}`,
  'an alias bomb without spaces': () => `${HEAD}spec: {"a0":&a0 [x]${Array.from({ length: 30 }, (_, i) => `,"a${i + 1}":&a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]`).join('')}}\n`,
  'an alias bomb with strange names': () => `${HEAD}spec:\n  a0: && [x]\n${Array.from({ length: 30 }, (_, i) =>
    `  a${i + 1}: ${'&'.repeat(i + 3)} [${Array(9).fill(`*${'&'.repeat(i + 1)}`).join(', ')}]\n`).join('')}`,
  'an alias bomb of block lists': () => `${HEAD}spec:\n  a0: &a0\n${'    - x\n'.repeat(10)}${Array.from({ length: 30 }, (_, i) =>
    `  a${i + 1}: &a${i + 1}\n${`    - *a${i}\n`.repeat(10)}`).join('')}`,
  'an alias bomb of merge keys': () => `${HEAD}spec:\n  a0: &a0 {x: 1}\n${Array.from({ length: 5000 }, (_, i) =>
    `  a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}], k${i}: 1}\n`).join('')}`,
  'a chain of merge keys': () => filled(i => `  a${i + 1}: &a${i + 1} {<<: *a${i}, k${i}: 1}\n`, `${HEAD}spec:\n  a0: &a0 {x: 1}\n`),
  'merge keys that bring in much': () => filled(() => '  - <<: *a\n', `${HEAD}x: &a {${Array.from({ length: 5000 }, (_, i) => `k${i}: 1`).join(', ')}}\nspec:\n`),
  'an alias of itself': () => `${HEAD}spec: &a [*a]\n`,
  'a long text repeated by aliases': () => filled(() => '  - *a\n', `${HEAD}x: &a ${'y'.repeat(500_000)}\nspec:\n`),
  'a long text repeated in a key': () => filled(() => '*a,', `${HEAD}x: &a ${'y'.repeat(500_000)}\nspec: {[`, ']: 1}\n'),
  'a list of long texts as many keys': () => filled(() => '{*b : 1},', `${HEAD}x: &a ${'y'.repeat(300_000)}\nz: &b [*a]\nspec: [`, ']\n'),
  'many anchors': () => filled(i => `&a${i} ,`.replace(' ,', ' 1,'), `${HEAD}spec: [`, ']\n'),
  'many anchors below nested keys with anchors': () => {
    const nested = Array.from({ length: 180 }, (_, i) => `${' '.repeat(i)}&k${i} k${i}:\n`).join('');
    return filled(i => `&a${i} 1,`, `${nested}${' '.repeat(180)}&last last: [`, ']\n');
  },
  'lists nested 100 000 deep': () => `${HEAD}spec: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`,
  'mappings nested 100 000 deep': () => `${HEAD}spec: ${'{a: '.repeat(100_000)}1${'}'.repeat(100_000)}\n`,
  'dashes nested 300 000 deep': () => `${HEAD}spec:\n  ${'- '.repeat(300_000)}1\n`,
  'mappings nested by indentation': () => Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
  'question marks nested 300 000 deep': () => `${'? '.repeat(300_000)}1\n`,
  'a megabyte of opening brackets': () => '['.repeat(MEGABYTE - 1),
  'a megabyte of opening braces': () => '{'.repeat(MEGABYTE - 1),
  'a megabyte of quotes': () => '"'.repeat(MEGABYTE - 1),
  'a megabyte of colons': () => ': '.repeat(MEGABYTE / 2 - 1),
  'a megabyte of exclamation marks': () => '!'.repeat(MEGABYTE - 1),
  'a megabyte of digits': () => `${HEAD}spec: {replicas: ${'1'.repeat(900_000)}}\n`,
  'a megabyte of signs': () => `${HEAD}spec: {replicas: ${'-+'.repeat(400_000)}}\n`,
  'a megabyte of empty lines': () => `${HEAD}spec: a\n${'\n'.repeat(900_000)}`,
  'a megabyte of percent signs before a marker': () => `${'%\n'.repeat(490_000)}---\n`,
  'a long name': () => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${'x'.repeat(900_000)}}\nspec: {replicas: x}\n`,
  'a long kind without a name': () => `apiVersion: v1\nkind: ${'x'.repeat(900_000)}\nmetadata: {}\nspec: {}\n`,
  'a long block of text': () => `${HEAD}spec: |\n${'  x\n'.repeat(240_000)}`,
  'a long folded text': () => `${HEAD}spec: >\n${'  x\n\n'.repeat(190_000)}`,
  'a long plain text over many lines': () => `${HEAD}spec:\n${'  x\n'.repeat(240_000)}`,
  'many broken documents': () => '---\n[\n'.repeat(160_000),
  'many keys in one mapping': () => filled(i => `  k${i}: 1\n`, 'apiVersion: v1\nkind: A\nmetadata:\n name: a\n labels:\n'),
  'many values of the wrong type': () => filled(i => `{name: ${i}},`, `${HEAD}spec: {template: {spec: {containers: [`, ']}}}\n'),
  'Services that all fit all pods': () => filled(i => (i % 2 ? deployment(`a${i}`, 'a: b') : service(`a${i}`, 'a: b'))),
  'budgets that all fit all pods': () => filled(i => (i % 2 ? deployment(`a${i}`, 'a: b') : budget(`a${i}`, '{}'))),
  'a budget with many expressions': () => filled(i => `{key: a${i}, operator: DoesNotExist},`,
    `${Array.from({ length: 4000 }, (_, i) => deployment(`a${i}`, '')).join('')}---\n${HEAD.replace('apps/v1', 'policy/v1').replace('Deployment', 'PodDisruptionBudget')}spec: {selector: {matchExpressions: [`,
    ']}}\n'),
  'routes that all lead to Services that all fit all pods': () => {
    const objects = Array.from({ length: 1200 }, (_, i) => deployment(`a${i}`, 'a: b') + service(`a${i}`, 'a: b')).join('');
    return filled(i => `{name: a${i % 1200}},`,
      `${objects}---\n{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {rules: [{backendRefs: [`, ']}]}}\n');
  },
  'keys that name what every object has': () => filled(i => '---\n{apiVersion: apps/v1, kind: Deployment, __proto__: {polluted: true}, constructor: {prototype: {polluted: true}}, '
    + `metadata: {name: a${i}, __proto__: {polluted: true}, labels: {__proto__: polluted, constructor: x, toString: y}}}\n`),
  'keys that cannot be text': () => filled(i => `? {toString: ${i}}\n: 1\n`, HEAD),
  'many tags': () => filled(i => `!t${i} x, `, `${HEAD}spec: [`, ']\n'),
  'a template for annotations of ours': () => filled(i => `    cdk8s-zero-downtime/x${i}: y\n`, `${HEAD}  annotations:\n`),
  'a long duration': () => `${HEAD}  annotations: {cdk8s-zero-downtime/handover: "${'9'.repeat(900_000)}s"}\n`,
  'many containers': () => filled(() => '{},', `${HEAD}spec: {template: {spec: {containers: [`, ']}}}\n'),
  'a budget with many values': () => filled(i => `v${i},`,
    `${Array.from({ length: 4000 }, (_, i) => deployment(`a${i}`, `a: z${i}`)).join('')}---\n${HEAD.replace('apps/v1', 'policy/v1').replace('Deployment', 'PodDisruptionBudget')}spec: {selector: {matchExpressions: [{key: a, operator: NotIn, values: [`,
    ']}]}}\n'),
  'a hook of many words': () => `${HEAD}spec: {template: {spec: {containers: [{lifecycle: {preStop: {exec: {command: [sh, ${'-c, '.repeat(200_000)}]}}}}]}}}\n`,
};

/** Files under a megabyte that are only much to read. */
export const READ: Record<string, () => string> = {
  'a megabyte of spaces': () => `${HEAD}spec:${' '.repeat(900_000)}\n`,
  'many percent signs before many markers': () => '%a\n---\n...\n'.repeat(90_000),
  'many empty documents': () => '---\n'.repeat(249_000),
  'many documents that are not objects': () => '---\na\n'.repeat(160_000),
  'many small objects': () => filled(i => `---\n{apiVersion: v1, kind: A, metadata: {name: a${i}}}\n`),
  'the same object many times': () => filled(() => '---\n{apiVersion: v1, kind: A, metadata: {name: a}}\n'),
  'many objects in one list': () => filled(i => `{apiVersion: v1, kind: A, metadata: {name: a${i}}},\n`, '{kind: List, apiVersion: v1, items: [', ']}\n'),
  'lists in lists': () => `${'{kind: List, apiVersion: v1, items: ['.repeat(90)}${']}'.repeat(90)}\n`,
  'Services that nearly fit all pods': () => filled(i => (i % 2 ? deployment(`a${i}`, 'a: b, c: d') : service(`a${i}`, 'a: b, c: d, e: f'))),
  'a long hook': () => `${HEAD}spec: {template: {spec: {containers: [{lifecycle: {preStop: {exec: {command: [sh, -c, "${'sleep 1; '.repeat(100_000)}"]}}}}]}}}\n`,
};
