import { constantOf, NewRule } from './new-rule';
import { exampleManifests } from '../../src/rules/examples';

// What begins with a small "todo" fails a test until it is replaced: texts begin with a capital letter.

const TEXTS = `  severity: 'warning',
  title: 'todo: a noun phrase with the field of Kubernetes, without a full stop',
  impact: 'todo: what users notice, in one sentence.',
  why: 'todo: how it comes about, with the arithmetic.',
  fix: 'todo: what to write instead.',
  reference: 'todo: the address of the page that documents it',
`;

/** A change that no rule says anything about. */
const part = (value: string) => `kind: Deployment\nmetadata: { annotations: { example.com/todo: ${value} } }\n`;
const example = (name: string, value: string) => `    ${name}: \`\n${part(value)}\`,\n`;

/** The file of a rule that does not apply to anything yet. */
export function ruleOf(rule: NewRule): string {
  return rule.side === 'check' ? checkRule(rule) : updateRule(rule);
}

function checkRule(rule: NewRule): string {
  return `import { workloadRule } from '../workload-rule';

export const ${constantOf(rule)} = workloadRule({
  id: '${rule.id}',
${TEXTS}  examples: {
${example('failing', 'failing')}${example('passing', 'passing')}  },
  // todo: what (workload, target, manifests) violate: path, message and fix of each, [] where they pass.
  judge: () => undefined,
});
`;
}

function updateRule(rule: NewRule): string {
  return `import { workloadChangeRule } from '../kept-rules';

export const ${constantOf(rule)} = workloadChangeRule({
  id: '${rule.id}',
${TEXTS}  examples: {
    before: '',
${example('unsafe', 'unsafe')}${example('safe', 'safe')}  },
  // todo: what ({ before, after }, update, target) violate: path, message, fix and recipe of each, [] where they pass.
  judge: () => undefined,
});
`;
}

/** Its test, which fails. */
export function testOf(rule: NewRule): string {
  const { side, topic } = rule;
  const name = side === 'check' ? constantOf(rule) : 'rule';
  const imported = side === 'check' ? name : `${constantOf(rule)} as rule`;
  return `import { ${imported} } from '../../../../src/rules/${side}/${topic}';
import { verdictsOn } from '../${side === 'check' ? 'judging' : 'updating'}';

test('finds its failing example', () => {
  expect(verdictsOn(${name}, ${name}.examples.${side === 'check' ? 'failing' : 'unsafe'})).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['todo'],
      message: 'todo: the whole message.',
      fix: 'todo: the whole fix.',
    }],
  }]);
});
`;
}

/** One defect in a service without findings: see the README beside it. */
export function defectOf({ id }: NewRule): string {
  return `defect: "todo: ${id} in plain words"
base: base.yaml
rules: [${id}]
listed: false
patch:
  - { object: Deployment/web, op: add, path: /metadata/annotations/example.com~1todo, value: failing }
`;
}

/** A service without findings, and a release of it. */
export function manifests(): { readonly before: string; readonly after: string } {
  return { before: exampleManifests(''), after: exampleManifests(part('unsafe')) };
}

/** What is to be found in that release. */
export function expectedOf({ id }: NewRule): string {
  return `expect: [${id}]
severity: warning
why: "todo: one sentence."
`;
}
