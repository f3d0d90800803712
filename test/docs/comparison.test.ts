/** docs/comparison.md: what it says of plain cdk8s-plus and of `check`. Linters are run by scripts/linters/compare.js. */
import { createRequire } from 'node:module';
import { App, Chart } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus33 from 'cdk8s-plus-33';
import { Construct } from 'constructs';
import { dump } from 'js-yaml';
import { PAGES } from './markdown';
import { judged } from '../rules/check/judging';

const LINES = { 27: plus27, 33: plus33 as unknown as typeof plus27 };

function deploymentOf(kplus: typeof plus27, scopeOf: (chart: Chart) => Construct = chart => chart): any {
  const chart = new Chart(new App(), 'shop');
  new kplus.Deployment(scopeOf(chart), 'web', { containers: [{ image: 'registry.example.com/shop/web:1.4.2', portNumber: 8080 }] });
  return chart.toJson().find(({ kind }) => kind === 'Deployment');
}

describe.each(Object.entries(LINES))('a Deployment of cdk8s-plus-%s', (_, kplus) => {
  const { template: { spec: { containers: [container], ...pod } }, strategy } = deploymentOf(kplus).spec;

  test('has no preStop hook, and no probe but a TCP startup probe', () => {
    expect([container.lifecycle, container.readinessProbe, container.livenessProbe]).toEqual([undefined, undefined, undefined]);
    expect(container.startupProbe).toMatchObject({ tcpSocket: { port: 8080 } });
  });

  test('may lose 25 % of its pods in an update, and is not spread', () => {
    expect(strategy.rollingUpdate.maxUnavailable).toBe('25%');
    expect([pod.topologySpreadConstraints, pod.affinity, pod.readinessGates]).toEqual([undefined, undefined, undefined]);
  });

  test('has another selector when the construct moves', () => {
    const moved = deploymentOf(kplus, chart => new Construct(chart, 'folder'));
    expect(moved.spec.selector).not.toEqual(deploymentOf(kplus).spec.selector);
  });

  test('has no class for a budget, topology spread constraints or readiness gates beside it', () => {
    expect(Object.keys(kplus).filter(name => name !== 'k8s' && /disruption|topologyspread|readinessgate/i.test(name))).toEqual([]);
  });
});

interface Row { readonly row: string; readonly rule: string }
const { ROWS, cleanOf, defectOf } = createRequire(__filename)('../../scripts/linters/rows.js') as {
  ROWS: readonly Row[];
  cleanOf: (row: Row) => object[];
  defectOf: (row: Row) => object[];
};

function rulesIn(objects: readonly object[]): string[] {
  return judged(objects.map(object => dump(object, { noRefs: true })).join('---\n')).findings.map(({ rule: { id } }) => id);
}

test.each(ROWS)('`check` finds what the row "$row" says, and not in the service without it', each => {
  expect(PAGES.get('docs/comparison.md')).toContain(`\n| ${each.row} | yes |`);
  expect(rulesIn(defectOf(each))).toContain(each.rule);
  expect(rulesIn(cleanOf(each))).not.toContain(each.rule);
});
