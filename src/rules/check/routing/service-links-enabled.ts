import { perCluster } from '../../../analysis/memoize';
import { POD_SPEC } from '../../../analysis/pod/pod-spec';
import { takesPortFromConfig } from '../../../analysis/pod/port-source';
import { booleanAt, keyOf, listAt, ManifestSet, Path, rootOf, stringAt, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { workloadRule } from '../workload-rule';

const PATH: Path = [...POD_SPEC, 'enableServiceLinks'];

export const serviceLinksEnabled = workloadRule({
  id: 'service-links-enabled',
  severity: 'info',
  title: 'enableServiceLinks with a Service of the same name',
  impact: 'An application that reads its own port from such a variable gets a URL instead, and crashes at its next start.',
  why: 'Each Service adds environment variables to all pods of its namespace that start after it: REDIS_PORT becomes tcp://10.0.0.11:6379. Images that are known to read no such variable, and containers whose arguments state their port, are not reported.',
  fix: 'Set enableServiceLinks to false: Services are found by DNS.',
  reference: 'https://kubernetes.io/docs/tutorials/services/connect-applications-service/#accessing-the-service',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { enableServiceLinks: true } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { enableServiceLinks: false } } }
`,
  },
  judge: (workload, _, manifests) => {
    if (booleanAt(rootOf(workload.object.json), PATH) === false) { return []; }
    const clash = clashOf(workload, manifests);
    return clash && [{
      path: PATH,
      message: `Kubernetes sets ${clash.variable} in container ${clash.container} to a URL, since there is a Service ${clash.service}: `
        + 'an application of this name that reads the variable as a port number cannot start.',
      ...edited([{ path: PATH, value: false }], { byHand: 'that the application reads no other variables of Services, such as DATABASE_SERVICE_HOST' }),
    }];
  },
});

const services = perCluster(manifests =>
  new Set(manifests.services.filter(({ headless, type }) => !headless && type !== 'ExternalName').map(({ object }) => keyOf(object.namespace, object.name))));

interface Clash {
  readonly container: string;
  readonly service: string;
  readonly variable: string;
}

// Products read variables that begin with their name, and an image is usually named after its product.
function clashOf(workload: Workload, manifests: ManifestSet): Clash | undefined {
  const { containers, namespace, object } = workload;
  for (const { image, name, path } of containers.filter(container => !takesPortFromConfig(workload, container))) {
    const service = /([^/:@]+)(?::[^/]*)?(?:@.*)?$/s.exec(image)?.[1] ?? '';
    const variable = `${service.toUpperCase().replace(/-/g, '_')}_PORT`;
    const isSet = listAt(rootOf(object.json), [...path, 'env']).some(place => stringAt(place, ['name']) === variable);
    if (!isSet && services(manifests).has(keyOf(namespace, service))) {
      return { container: shorten(name), service: shorten(service), variable: shorten(variable) };
    }
  }
  return undefined;
}
