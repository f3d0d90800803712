/**
 * Which folders of `src` may import which others: the path of the data in ARCHITECTURE.md. Lint enforces it
 * (`import/no-restricted-paths`), and a test compares the page with it.
 */
export const ARROWS: { readonly [room: string]: readonly string[] } = {
  text: [],
  lifecycle: [],
  intent: ['lifecycle'],
  manifests: ['text', 'lifecycle', 'intent'],
  contracts: ['text', 'intent', 'manifests'],
  analysis: ['text', 'lifecycle', 'manifests', 'contracts'],
  timeline: ['text', 'lifecycle', 'manifests', 'analysis'],
  rules: ['text', 'lifecycle', 'intent', 'manifests', 'analysis', 'contracts'],
  settings: ['text', 'lifecycle', 'intent', 'manifests', 'analysis', 'contracts', 'rules'],
  patching: ['manifests'],
  engine: ['text', 'manifests', 'analysis', 'contracts', 'timeline', 'rules', 'settings', 'patching'],
  sources: ['text', 'manifests'],
  comparers: ['text', 'manifests', 'contracts', 'sources'],
  rehearse: ['text', 'lifecycle', 'manifests', 'analysis', 'timeline', 'rules', 'settings', 'engine', 'sources'],
  report: ['text', 'lifecycle', 'manifests', 'timeline', 'rules', 'settings', 'engine', 'rehearse'],
  service: ['text', 'lifecycle', 'intent', 'manifests', 'analysis', 'contracts', 'timeline', 'report', 'newer-fields.ts'],
  endpoints: ['lifecycle', 'intent', 'contracts', 'service', 'newer-fields.ts'],
  plugin: ['text', 'manifests', 'contracts', 'comparers', 'settings', 'sources', 'engine', 'report'],
  cli: ['text', 'manifests', 'contracts', 'comparers', 'timeline', 'rules', 'settings', 'sources', 'engine', 'report', 'rehearse'],
};

/** The folders that judge manifests do not depend on the tools that may have written them. */
const WITHOUT_CDK8S = ['text', 'lifecycle', 'manifests', 'analysis', 'contracts', 'comparers', 'timeline', 'rules', 'settings', 'engine', 'sources', 'patching',
  'rehearse'];
const CDK8S = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map(name => `./node_modules/${name}`);

/** The same as zones of `import/no-restricted-paths`. */
export function zonesOf(arrows: typeof ARROWS): object[] {
  return [
    ...Object.entries(arrows).map(([room, allowed]) => ({
      target: `./src/${room}`,
      from: './src',
      except: [room, ...allowed].map(other => `./${other}`),
      message: `src/${room} may import ${allowed.length === 0 ? 'nothing' : `only ${allowed.join(', ')}`}: see projenrc/arrows.ts.`,
    })),
    { target: './src/rules/check', from: './src/rules/diff', message: 'A check of manifests does not load the rules of updates.' },
    ...WITHOUT_CDK8S.map(room => ({ target: `./src/${room}`, from: CDK8S, message: `src/${room} must not depend on cdk8s.` })),
  ];
}
