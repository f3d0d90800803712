import { App, Chart } from 'cdk8s';
import { reportOn } from './checking';
import { reportBetween } from './diffing';
import { ApiContract, ZeroDowntimeService } from '../../src';
import { diffManifests } from '../../src/engine/diff';
import { parseManifests } from '../../src/manifests';
import { apiIn, SERVICE } from '../endpoints/apis';

const openApi = (file: string): ApiContract => ApiContract.openApi(`test/fixtures/contracts/${file}`);

/** An app with a contract of a version and one of a service. */
function appWith(contract: ApiContract | undefined): string {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  apiIn(chart).addVersion('v1', { serviceProps: SERVICE, contract });
  new ZeroDowntimeService(chart, 'web', { ...SERVICE, contract, consumes: [{ api: 'orders', version: 'v1' }] });
  return chart.toJson().map(object => `---\n${JSON.stringify(object)}\n`).join('');
}

const [NONE, OLD, NEW] = [appWith(undefined), appWith(openApi('orders/v1.yaml')), appWith(openApi('orders-next.yaml'))];

/** What the rules of ConfigMaps say; that of contracts has its own tests. */
const saidOfConfig = (rules: readonly { readonly rule: { readonly id: string } }[]): string[] => rules.map(({ rule: { id } }) => id).filter(id => !id.includes('contract'));

test('a recorded contract is not reported as an unused ConfigMap, or as one without a hash', () => {
  expect(saidOfConfig(reportOn({ 'shop.yaml': OLD }).findings)).toEqual(saidOfConfig(reportOn({ 'shop.yaml': NONE }).findings));
});

test.each([
  ['added', NONE, OLD],
  ['changed', OLD, NEW],
  ['removed', OLD, NONE],
])('a contract that is %s does not restart pods, and no rule about ConfigMaps reports it', (_, before, after) => {
  const { restarts, findings } = reportBetween({ 'old/shop.yaml': before }, { 'new/shop.yaml': after });
  expect(restarts).toEqual([]);
  expect(saidOfConfig(findings)).toEqual([]);
});

test('a contract that settings name does not count as an object of the release', () => {
  const manifests = parseManifests('shop.yaml', NONE);
  const [declared] = parseManifests('contract.yaml', OLD).objects.filter(({ kind }) => kind === 'ConfigMap');
  const fileNames = { before: (file: string) => file, after: (file: string) => file };
  const report = diffManifests({ before: manifests, after: { ...manifests, declared: [declared] }, fileNames }, {});
  expect(report.changes).toEqual({ added: 0, changed: 0, removed: 0 });
  expect(report.summary.objects).toBe(manifests.objects.length);
});
