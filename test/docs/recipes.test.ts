import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { load } from 'js-yaml';
import { blocksOf, PAGES, ROOT } from './markdown';
import { synthesized } from './snippets';
import { CLEAN, command, inWorkspace, write } from '../cli/workspace';

const PAGE = PAGES.get('docs/recipes.md')!;
const TOOLS = blocksOf(PAGE, 'yaml').map(text => load(text) as { kind: string; spec: any });

const schema = (name: string) => JSON.parse(readFileSync(join(ROOT, `test/fixtures/deploy-tools/${name}.schema.json`), 'utf8'));
const SCHEMAS: Record<string, object> = { Application: schema('argo-application'), Kustomization: schema('flux-kustomization') };

function errorsOf(object: typeof TOOLS[number]): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.validate(SCHEMAS[object.kind], object);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('the recipes have an object of Argo CD and one of Flux', () => {
  expect(TOOLS.map(({ kind }) => kind)).toEqual(['Application', 'Kustomization']);
});

test.each(TOOLS)('the $kind fits the schema of its tool', object => {
  expect(errorsOf(object)).toEqual([]);
});

test('a field or an option that the tool does not have is found', () => {
  const [application, kustomization] = TOOLS;
  expect(errorsOf({ ...application, spec: { ...application.spec, syncPolicy: { syncOptions: ['PruneFirst=true'], prune: true } } }))
    .toEqual(['/spec/syncPolicy must NOT have additional properties', expect.stringMatching('^/spec/syncPolicy/syncOptions/0 must be equal')]);
  expect(errorsOf({ ...kustomization, spec: { ...kustomization.spec, timeout: '15 minutes' } })).toEqual([expect.stringMatching('^/spec/timeout must match')]);
});

describe('the commands for Helm and kustomize', () => {
  inWorkspace();

  const LINES = blocksOf(PAGE, 'sh').flatMap(block => block.trim().split('\n'));

  /** The arguments of our command in a line, which may read what another one renders. */
  const OURS = LINES.flatMap(line => /(?:^|\| )npx cdk8s-zero-downtime (.*)$/.exec(line)?.[1] ?? []);

  test('are those of the page', () => {
    expect(OURS).toEqual(['check -', 'diff before.yaml after.yaml', 'check -']);
    expect(LINES.filter(line => line.includes(' > ')).map(line => line.split(' > ')[1])).toEqual(['after.yaml', 'before.yaml']);
  });

  test.each(OURS)('%s reads rendered manifests', args => {
    const rendered = `---\n# Source: shop/templates/web.yaml\n${CLEAN}`;
    for (const file of ['before.yaml', 'after.yaml']) { write(file, rendered); }
    expect(command(args.split(' '), { stdin: rendered })).toMatchObject({ code: 0 });
  });
});

test('manifests of the construct may have text that Helm would evaluate, so the recipe does not make them templates', () => {
  const yaml = synthesized(`
    const api = new VersionedApi(chart, 'orders', {
      host: 'api.example.com', router: Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.envoy() }), namespace: 'shop',
    });
    const retirement = Retirement.announced({ deprecated: '2026-12-01', sunset: '2027-06-30', successor: 'v2' });
    api.addVersion('v1', { serviceProps: { image, healthCheck, namespace: 'shop' }, retirement });
    api.addVersion('v2', { serviceProps: { image, healthCheck, namespace: 'shop' } });
    api.alertWhenStillUsed({ requests: RequestCount.istio() });`);
  expect(yaml).toContain('{{ $value');
  expect(PAGE).toContain('{{ $.Files.Get $path }}');
});
