import { read, shown, yaml } from './reading';
import { booleanAt, countOrPercentAt, keysAt, listAt, numberAt, placeAt, portAt, rootOf, stringAt, stringMapAt, stringsAt } from '../../src/manifests';

const problemsIn = (spec: string) => shown(read(`apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n${spec}\n`).problems);

test.each([
  ['spec: x', 4, 'spec is "x", but the API expects a mapping: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec: []', 4, 'spec is a list, but the API expects a mapping: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec: { replicas: "3" }', 4, 'spec.replicas is "3", but the API expects a whole number from 0: the API server rejects it. Write it without quotes.'],
  ['spec: { replicas: -1 }', 4, 'spec.replicas is -1, but the API expects a whole number from 0: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec: { replicas: 1.5 }', 4, 'spec.replicas is 1.5, but the API expects a whole number from 0: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec: { replicas: 4000000000 }', 4, 'spec.replicas is 4000000000, but the API expects a whole number from 0: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec: { paused: "yes" }', 4, 'spec.paused is "yes", but the API expects true or false: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec:\n  strategy: { type: Rolling }', 5, 'spec.strategy.type is "Rolling", but the API expects RollingUpdate or Recreate: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec:\n  strategy:\n    rollingUpdate: { maxSurge: "1" }', 6, 'spec.strategy.rollingUpdate.maxSurge is "1", but the API expects a whole number from 0 or a percentage such as 25%: the API server rejects it. Write it without quotes.'],
  ['spec: { template: { spec: { containers: {} } } }', 4, 'spec.template.spec.containers is a mapping, but the API expects a list: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec: { template: { spec: { containers: [x] } } }', 4, 'spec.template.spec.containers[0] is "x", but the API expects a mapping: the API server rejects it. Correct it, or leave it out for the default.'],
  ['spec: { template: { metadata: { labels: { version: 1.0 } } } }', 4, 'spec.template.metadata.labels.version is 1, but the API expects text: the API server rejects it. Write it in quotes.'],
  ['spec: { template: { metadata: { labels: { app.kubernetes.io/country: no } } } }', 4, "spec.template.metadata.labels['app.kubernetes.io/country'] is false, but the API expects text: the API server rejects it. Write it in quotes."],
])('"%s" is reported once, with its line and what to do', (spec, line, message) => {
  expect(problemsIn(spec)).toEqual([`app.yaml:${line} error: Deployment "web": ${message}`]);
});

test('every wrong value is reported, and the rest is read', () => {
  const { clusters, problems } = read(yaml`
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      labels: { a: 1, b: x }
    spec:
      replicas: three
      minReadySeconds: 7
      template:
        spec:
          terminationGracePeriodSeconds: [60]
          containers:
          - name: web
            image: 3
            ports: [{ containerPort: "80" }, { containerPort: 81 }]
            lifecycle: { preStop: { exec: { command: sleep 10 } } }
  `);
  const { replicas, minReady, gracePeriod, containers, object } = clusters[0].workloads[0];
  expect(object.labels).toEqual({ b: 'x' });
  expect({ replicas, minReady, gracePeriod }).toEqual({ replicas: { min: 1, max: 1 }, minReady: 7, gracePeriod: 30 });
  expect(containers).toMatchObject([{ name: 'web', image: '', ports: [{ number: 81 }], preStop: { kind: 'exec', command: [] } }]);
  expect(problems.map(({ line = NaN }) => line).sort((one, other) => one - other)).toEqual([5, 7, 11, 14, 15, 16]);
});

test('the path of a field error names any key', () => {
  const [problem] = problemsIn(`spec: { template: { metadata: { labels: { "${'x'.repeat(200)}": 1 } } } }`);
  expect(problem).toContain(`labels['${'x'.repeat(120)}…'] is 1`);
});

describe('typed reading expects nothing:', () => {
  const place = rootOf({ text: 'a', number: 8080, percent: '25%', yes: true, nothing: null, list: ['a', 1, null], map: { a: 'x', b: 2 }, infinite: Infinity });

  test('it gives what has the right type', () => {
    expect(stringAt(place, ['text'])).toBe('a');
    expect(numberAt(place, ['number'])).toBe(8080);
    expect(booleanAt(place, ['yes'])).toBe(true);
    expect([countOrPercentAt(place, ['number']), countOrPercentAt(place, ['percent'])]).toEqual([8080, '25%']);
    expect([portAt(place, ['number']), portAt(place, ['text'])]).toEqual([8080, 'a']);
    expect(stringsAt(place, ['list'])).toEqual(['a']);
    expect(stringMapAt(place, ['map'])).toEqual({ a: 'x' });
    expect(keysAt(place, ['map'])).toEqual(['a', 'b']);
    expect(listAt(place, ['list']).map(({ value, path }) => [value, path])).toEqual([['a', ['list', 0]], [1, ['list', 1]], [undefined, ['list', 2]]]);
  });

  test.each([['absent'], ['nothing'], ['list', 9], ['list', 2], ['map', 'c'], ['map', 'toString'], ['__proto__'], ['constructor', 'name']])('nothing is at %s %s', (...path) => {
    const fieldErrors = new Map();
    const root = rootOf(place.value, fieldErrors);
    expect([stringAt(root, path), numberAt(root, path), booleanAt(root, path), countOrPercentAt(root, path), portAt(root, path)])
      .toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([listAt(root, path), stringsAt(root, path), stringMapAt(root, path), keysAt(root, path)]).toEqual([[], [], {}, []]);
    expect(placeAt(root, path)).toMatchObject({ value: undefined, path });
    expect(fieldErrors).toEqual(new Map());
  });

  test.each<[unknown]>([[1], ['x'], [true], [[]], [undefined], [null], [NaN]])('%p is not a manifest, and contains nothing', json => {
    const root = rootOf(json);
    expect([stringAt(root, ['a', 'b']), listAt(root, ['a']), stringMapAt(root, ['a'])]).toEqual([undefined, [], {}]);
  });

  test.each([['number'], ['infinite'], ['yes'], ['list'], ['map']])('%s is not a text', key => {
    const fieldErrors = new Map();
    expect(stringAt(rootOf(place.value, fieldErrors), [key])).toBeUndefined();
    expect([...fieldErrors.keys()]).toEqual([key]);
  });
});

test('of a hundred fieldErrors in one object the rest is only hinted at', () => {
  const problems = problemsIn(`spec: { template: { metadata: { labels: { ${Array.from({ length: 300 }, (_, i) => `k${i}: 1`).join(', ')} } } } }`);
  expect(problems).toHaveLength(101);
  expect(problems[100]).toBe('app.yaml:4 error: Deployment "web": spec.template.metadata.labels.k100 and perhaps more fields are wrong, too. Correct the fields before it first.');
});

test('of a list that no manifest has only ten thousand items are read', () => {
  const { clusters, problems } = read(`apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [${'{}, '.repeat(10_001)}] } } }\n`);
  expect(clusters[0].workloads[0].containers).toHaveLength(10_000);
  expect(shown(problems)).toEqual([
    'app.yaml:4 error: Deployment "web": spec.template.spec.containers has 10001 items, of which only the first 10000 are read. Make it shorter.',
  ]);
});
