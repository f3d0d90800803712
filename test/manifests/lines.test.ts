import * as fc from 'fast-check';
import { Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { read, yaml } from './reading';
import { Path } from '../../src/manifests';
import { loadDocument } from '../../src/manifests/yaml/load';
import { runs } from '../property-runs';

const TEXT = yaml`
  # Source: chart/templates/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web,
    labels: { app: web } }
  spec:
    strategy:
      rollingUpdate:

        # a comment
        maxSurge: 1
        maxUnavailable: >-
          25%
    template:
      spec:
        containers:
        - name: web
          command: [sh, -c,
            "sleep 1"]
        -
          name: sidecar
          ports:
            - &port
              containerPort: 80
            - *port
  data:
    base: &base
      one: 1
      two: 2
    more: &more { <<: *base, three: 3,
      four: 4 }
    all:
      <<: [*more, *base]
      two: 3
    "quoted key": 1
    ? explicit
    : 2
    empty:
    last: 1
`;

test.each<[number, ...Path]>([
  [2],
  [2, 'apiVersion'],
  [4, 'metadata', 'name'],
  [5, 'metadata', 'labels', 'app'],
  [7, 'spec', 'strategy'],
  [11, 'spec', 'strategy', 'rollingUpdate', 'maxSurge'],
  [12, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
  [17, 'spec', 'template', 'spec', 'containers', 0],
  [17, 'spec', 'template', 'spec', 'containers', 0, 'name'],
  [18, 'spec', 'template', 'spec', 'containers', 0, 'command', 0],
  [19, 'spec', 'template', 'spec', 'containers', 0, 'command', 2],
  [21, 'spec', 'template', 'spec', 'containers', 1, 'name'],
  [25, 'spec', 'template', 'spec', 'containers', 1, 'ports', 1],
  [35, 'data', 'quoted key'],
  [36, 'data', 'explicit'],
  [38, 'data', 'empty'],
  [39, 'data', 'last'],
])('line %i has what the path names', (line, ...path) => {
  expect(read(TEXT).objects[0].lineOf(path)).toBe(line);
});

test('an absent field is on the line of its nearest parent', () => {
  const [{ lineOf }] = read(TEXT).objects;
  expect(lineOf(['spec', 'replicas'])).toBe(6);
  expect(lineOf(['spec', 'strategy', 'type', 'x', 0])).toBe(7);
  expect(lineOf(['spec', 'template', 'spec', 'containers', 7, 'image'])).toBe(16);
  expect(lineOf(['spec', 'template', 'spec', 'containers', 'image'])).toBe(16);
  expect(lineOf(['data', 'last', 'x'])).toBe(39);
  expect(lineOf(['toString'])).toBe(2);
});

test('a value of an alias or a merge key is on the line where it was written', () => {
  const [{ lineOf }] = read(TEXT).objects;
  expect(lineOf(['spec', 'template', 'spec', 'containers', 1, 'ports', 1, 'containerPort'])).toBe(24);
  expect(lineOf(['data', 'all', 'one'])).toBe(28);
  expect(lineOf(['data', 'all', 'three'])).toBe(30);
  expect(lineOf(['data', 'all', 'four'])).toBe(31);
  expect(lineOf(['data', 'all', 'two'])).toBe(34);
});

test('lines count from the start of the file, whatever its line ends', () => {
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const { objects } = read(`# first\n---\nx: 1\n---\n${TEXT}`.replace(/\n/g, lineEnd));
    expect(objects[0].lineOf(['spec', 'strategy', 'rollingUpdate', 'maxSurge'])).toBe(4 + 11);
  }
});

const anyValue = fc.object({ maxDepth: 4, values: [fc.string(), fc.integer(), fc.boolean()] });

// The `yaml` package knows where everything stands, but needs ten times as long to find out.
test('lines are those that another parser finds, for any value in any style', () => {
  fc.assert(fc.property(anyValue, fc.array(fc.nat(99), { minLength: 1, maxLength: 30 }), fc.nat(4), (value, dice, width) => {
    let thrown = 0;
    const text = styled(value, () => dice[thrown++ % dice.length], 2 + width);
    const loaded = loadDocument(text);
    fc.pre('value' in loaded);
    const lines = linesIn(text);
    expect(lines.map(([path]) => [path, loaded.lineOf(path)])).toEqual(lines);
  }), { numRuns: runs(1000), maxSkipsPerRun: 1 });
});

function styled(value: object, roll: () => number, indent: number): string {
  const document = new Document(value, { schema: 'yaml-1.1' });
  visit(document, {
    Pair: (_, pair) => {
      if (isScalar(pair.key) && roll() < 10) { pair.key.commentBefore = ' a comment\n of two lines'; }
      if (isScalar(pair.key) && roll() < 10) { pair.key.spaceBefore = true; }
    },
    Collection: (_, node) => { node.flow = roll() < 15; },
    Scalar: (_, node) => {
      const types = ['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
      if (typeof node.value === 'string') { node.type = types[roll() % types.length]; }
    },
  });
  return document.toString({ indent, indentSeq: roll() < 50, lineWidth: 30 });
}

function linesIn(text: string): [Path, number][] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, schema: 'yaml-1.1' });
  const found: [Path, number][] = [];
  const walk = (node: unknown, path: Path): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) { continue; }
        const at = [...path, String(key.value)];
        found.push([at, counter.linePos(key.range![0]).line - 1]);
        walk(value, at);
      }
    }
    if (isSeq(node)) {
      node.items.forEach((item, index) => {
        const at = [...path, index];
        found.push([at, counter.linePos((item as { range: number[] }).range[0]).line - 1]);
        walk(item, at);
      });
    }
  };
  walk(document.contents, []);
  return found;
}
