import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as library from '../../src';

/** What a snippet takes for granted. */
const GIVEN = { image: 'registry.example.com/shop/web:1.4.2', healthCheck: library.HealthCheck.http('/healthcheck') };

/** The manifests that a snippet of a page makes. */
export function synthesized(code: string): string {
  // A context must be set before there is a chart, and here there is one already.
  const [, key, value] = /^app\.node\.setContext\('(.*)', '(.*)'\);$/m.exec(code) ?? [];
  const app = new cdk8s.App();
  if (key) { app.node.setContext(key, value); }
  const chart = new cdk8s.Chart(app, 'shop');
  const job = new kplus.Job(new cdk8s.Chart(new cdk8s.App(), 'jobs'), 'job', { containers: [{ image: GIVEN.image }] });
  const names = { ...cdk8s, kplus, ...library, ...GIVEN, chart, job };
  const withoutImports = code.replace(/^(import |app\.node).*$/gm, '');
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(withoutImports, { compilerOptions });
  new Function('exports', ...Object.keys(names), outputText)({}, ...Object.values(names));
  return app.synthYaml();
}
