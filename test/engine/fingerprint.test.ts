import { fingerprints } from '../../src/engine/fingerprint';
import { ManifestObject, Path } from '../../src/manifests';
import { Finding } from '../../src/rules';

function finding(id: string, object: Partial<ManifestObject>, path: Path): Finding {
  return { rule: { id }, object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', json: {}, ...object }, path } as unknown as Finding;
}

const CONTAINERS = { spec: { template: { spec: { containers: [{ name: 'proxy' }, { name: 'web', lifecycle: {} }] } } } };

// Baselines of users record these values: another value makes every accepted finding new.
test.each([
  ['of a container by its name', '3fda802261df01ce', finding('prestop-missing', { namespace: 'shop', json: CONTAINERS }, ['spec', 'template', 'spec', 'containers', 1, 'lifecycle'])],
  ['without a namespace', '0d3a474b91221553', finding('pdb-missing', {}, ['spec'])],
  ['with a generated name', '820d8f4fcb7f7801', finding('pdb-missing', { name: 'web-*' }, ['spec'])],
])('the fingerprint of a finding %s never changes', (_, expected, found) => {
  const fingerprintOf = fingerprints();
  expect([fingerprintOf(found), fingerprintOf(found)]).toEqual([`${expected}:1`, `${expected}:2`]);
});
