import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { chartIn } from '../manifests';
import { messageOf, newService } from './refusals/refusal';

function refusalOf(path: any, options?: any): string {
  return messageOf(() => newService(chartIn(), 'my-svc').exposeViaIngress(path, options));
}

test('all paths are in one Ingress with the name of the service', () => {
  const service = newService(chartIn(), 'my-svc');
  expect(service.exposeViaIngress('/api')).toBe(service.exposeViaIngress('/'));
  const manifest = ApiObject.of(service.exposeViaIngress('/admin')).toJson();
  expect(manifest.metadata.name).toBe('my-svc');
  expect(manifest.spec.rules[0].http.paths).toHaveLength(3);
});

test.each([undefined, '', 'api'])('fails when the path of an Ingress is %j', path => {
  expect(refusalOf(path)).toContain(`[test/my-svc] 'exposeViaIngress.path' is ${path === undefined ? 'undefined' : JSON.stringify(path)}. Allowed: a path that begins with '/'.`);
});

test('fails when the type of a path is invalid', () => {
  expect(refusalOf('/', { pathType: 'prefix' })).toContain("'exposeViaIngress.pathType' is \"prefix\". Allowed: Prefix, Exact, ImplementationSpecific.");
});

test('fails when the Ingress is in another namespace', () => {
  const chart: Chart = chartIn(undefined, 'test', 'shop');
  const ingress = new kplus.Ingress(chart, 'other', { metadata: { name: 'public', namespace: 'edge' } });
  expect(messageOf(() => newService(chart, 'my-svc').exposeViaIngress('/', { ingress })))
    .toContain("'exposeViaIngress.ingress' is 'public' of the namespace 'edge'. Allowed: an Ingress of the namespace of the service, 'shop'.");
});
