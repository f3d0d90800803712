import { parseManifests } from '../../src/manifests';
import { Kubectl } from '../../src/rehearse/kubectl';
import { addressOf, serviceToCall } from '../../src/rehearse/service-address';

const service = (name: string): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { ports: [{ port: 8080 }] }
`;
const objectsIn = (...texts: string[]) => parseManifests('shop.yaml', texts.join('---\n')).objects;

const answering = (spec: object): Kubectl => ({
  context: 'test',
  namespace: 'shop',
  call: async () => ({ stdout: JSON.stringify({ kind: 'Service', spec }), stderr: '', code: 0 }),
  stream: () => { throw new Error('nothing is watched here'); },
});

test('the only Service of the manifests is called', () => {
  const others = 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: fn }\n';
  expect(serviceToCall(objectsIn(service('web'), others), 'shop')).toMatchObject({ service: { name: 'web' } });
});

test('manifests without a Service, and with several, are refused with what to add', () => {
  expect(serviceToCall(objectsIn('kind: ConfigMap\napiVersion: v1\nmetadata: { name: a }\n'), 'shop'))
    .toEqual({ wrong: expect.stringMatching(/^The manifests have no Service.* Add --url/) });
  expect(serviceToCall(objectsIn(service('web'), service('admin')), 'shop'))
    .toEqual({ wrong: expect.stringMatching(/^The manifests have 2 Services \(web and admin\).* Add --url, such as http:\/\/web\.shop\./) });
});

test('a Service is called by its address, so that no DNS is needed', async () => {
  const [web] = objectsIn(service('web'));
  expect(await addressOf(answering({ clusterIP: '10.0.0.7', ports: [{ port: 8080 }, { port: 9090 }] }), web))
    .toEqual({ origin: 'http://web.shop.svc:8080', resolve: '10.0.0.7' });
});

test('a headless Service is called by its name', async () => {
  const [web] = objectsIn(service('web'));
  expect(await addressOf(answering({ clusterIP: 'None', ports: [{ port: 80 }] }), web)).toEqual({ origin: 'http://web.shop.svc:80' });
});
