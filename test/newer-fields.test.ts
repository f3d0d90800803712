import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { NewerFields } from '../src';
import { chartIn } from './manifests';

// No line of cdk8s-plus knows it.
const newer = { newerAction: { seconds: 5 } };
const addNewer = JsonPatch.add('/spec/template/spec/containers/0/lifecycle', { preStop: newer });

function deployment(): kplus.Deployment {
  return new kplus.Deployment(chartIn(), 'web', { containers: [{ image: 'web:1' }] });
}

function rendered(construct: kplus.Deployment): any {
  return Testing.synth(Chart.of(construct))[0];
}

test('cdk8s-plus-27 drops a newer field that a patch adds, which an API server then rejects', () => {
  const web = deployment();
  ApiObject.of(web).addJsonPatch(addNewer);
  expect(rendered(web).spec.template.spec.containers[0].lifecycle).toEqual({ preStop: {} });
});

test('keeps a newer field that a patch adds', () => {
  const web = deployment();
  NewerFields.keep(web);
  ApiObject.of(web).addJsonPatch(addNewer);
  expect(rendered(web).spec.template.spec.containers[0].lifecycle).toEqual({ preStop: newer });
});

test('takes the API object as well as the construct around it, and may be called twice', () => {
  const web = deployment();
  NewerFields.keep(ApiObject.of(web));
  NewerFields.keep(web);
  ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/newer', 1));
  expect(rendered(web).spec.newer).toBe(1);
});

test('changes nothing where no patch is added', () => {
  const [plain, kept] = [deployment(), deployment()];
  NewerFields.keep(kept);
  expect(rendered(kept)).toEqual(rendered(plain));
});

test('patches added before still apply, in order', () => {
  const web = deployment();
  ApiObject.of(web).addJsonPatch(JsonPatch.replace('/spec/replicas', 3));
  NewerFields.keep(web);
  ApiObject.of(web).addJsonPatch(JsonPatch.test('/spec/replicas', 3), JsonPatch.replace('/spec/replicas', 4));
  expect(rendered(web).spec.replicas).toBe(4);
});

test('rendering twice gives the same manifest', () => {
  const web = deployment();
  NewerFields.keep(web);
  ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/args', []), JsonPatch.add('/spec/template/spec/containers/0/args/-', 'x'));
  expect(rendered(web)).toEqual(rendered(web));
});

test('keeps fields of any other object', () => {
  const chart = chartIn();
  const job = new kplus.Job(chart, 'job', { containers: [{ image: 'job:1' }] });
  NewerFields.keep(job);
  ApiObject.of(job).addJsonPatch(JsonPatch.add('/spec/podReplacementPolicy', 'Failed'));
  expect(Testing.synth(chart)[0].spec.podReplacementPolicy).toBe('Failed');
});

test('fails when a patch finds no parent, and says which object and what to do', () => {
  const web = deployment();
  NewerFields.keep(web);
  ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/nowhere/field', 1));
  expect(() => rendered(web)).toThrow(/\[test\/web\/Resource\].*Deployment 'test-web-[a-z0-9]+'.*missing parent/);
});
