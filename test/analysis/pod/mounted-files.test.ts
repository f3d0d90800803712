import { mountedFiles } from '../../../src/analysis/pod/mounted-files';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { MODE: slow, HOSTS: shop.example.com }\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: b }\nstringData: { MODE: hidden }\n---\n';
const inContainer = (container: string, volumes = '[]') => {
  const manifests = manifestsIn(exampleManifests(`${CONFIG}kind: Deployment\nspec: { template: { spec: { volumes: ${volumes}, containers: [{ name: web, ${container} }] } } }`));
  const [workload] = manifests.workloads;
  return [workload, workload.containers[0], manifests] as const;
};

test('files of ConfigMaps are named after their keys, or as the volume states', () => {
  const mounted = (volume: string) => [...mountedFiles(...inContainer('volumeMounts: [{ name: c, mountPath: /etc/c }]', `[{ name: c, configMap: ${volume} }]`))];
  expect(mounted('{ name: a }')).toEqual([['MODE', 'slow'], ['HOSTS', 'shop.example.com']]);
  expect(mounted('{ name: a, items: [{ key: MODE, path: conf.d/mode }] }')).toEqual([['mode', 'slow']]);
  expect(mounted('{ name: other }')).toEqual([]);
  expect([...mountedFiles(...inContainer('tty: false', '[{ name: c, configMap: { name: a } }]'))]).toEqual([]);
});

test('all containers that mount a ConfigMap as it is share its files, so that their number does not multiply with that of its keys', () => {
  const [workload, container, manifests] = inContainer('volumeMounts: [{ name: c, mountPath: /c }] }, { name: b, volumeMounts: [{ name: c, mountPath: /d }]', '[{ name: c, configMap: { name: a } }]');
  expect(mountedFiles(workload, workload.containers[1], manifests)).toBe(mountedFiles(workload, container, manifests));
});
