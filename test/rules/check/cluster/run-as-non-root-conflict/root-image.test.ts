import { rootImage as rule } from '../../../../../src/rules/check/cluster/run-as-non-root-conflict/root-image';
import { saidBy, verdict, web } from '../../stop/changes';

const nginx = (container: object = {}, pod: object = { securityContext: { runAsUser: null } }) => web({ image: 'nginx:1.27.3', ...container }, pod);
const IMAGE = 'spec.template.spec.containers[0].image';

test('says that the kubelet does not start nginx, and which image works', () => {
  expect(saidBy(rule, nginx())).toEqual([{
    at: IMAGE,
    message: 'Container web runs nginx:1.27.3, which starts as root, but runAsNonRoot is true: the kubelet does not start it.',
    fix: `Set ${IMAGE} to nginxinc/nginx-unprivileged, which listens on port 8080, and mount an emptyDir at /tmp if its root filesystem is read-only.`,
  }]);
});

test('asks for a user with another image', () => {
  expect(saidBy(rule, nginx({ image: 'httpd:2.4.62' }))[0].fix).toBe(
    `Set ${IMAGE} to an image that names a user, or spec.template.spec.containers[0].securityContext.runAsUser to one that it can run as.`);
});

test.each([
  ['a container that names its user', nginx({ securityContext: { runAsUser: 101 } })],
  ['a pod that names its user', nginx({}, {})],
  ['a container that may run as root', nginx({ securityContext: { runAsNonRoot: false } })],
  ['a pod that may run as root', nginx({}, { securityContext: { runAsUser: null, runAsNonRoot: null } })],
  ['an image of unknown user', nginx({ image: 'registry.example.com/nginx:1.27.3' })],
])('%s passes', (_, change) => {
  expect(verdict(rule, change)).toBe('passes');
});

test('checks helper containers too', () => {
  const helper = { name: 'proxy', image: 'nginx:1.27.3', restartPolicy: 'Always' };
  expect(saidBy(rule, web({}, { securityContext: { runAsUser: null }, initContainers: [helper] }))).toMatchObject([{ at: 'spec.template.spec.initContainers[0].image' }]);
});
