import { SERVICE_PATHS, Service, showPath } from '../../manifests';
import { Rule, Verdict } from '../rule';

export const serviceSelectsZeroPods: Rule = {
  id: 'service-selects-zero-pods',
  severity: 'error',
  title: 'A Service that leads nowhere',
  impact: 'Every request to the Service fails.',
  why: 'A Service sends to pods that have all labels of its selector. One differing label, and it has no endpoint.',
  fix: 'Let the selector of the Service be labels that the pods have.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes',
  examples: {
    failing: `
kind: Service
spec: { selector: { app: wbe } }
`,
    passing: `
kind: Service
spec: { selector: { app: web } }
`,
  },
  judge: ({ services, selected, podGroups }) => services.flatMap((service): Verdict[] => {
    const { object, selector } = service;
    // Without a selector somebody else lists the endpoints; without any pods around, they are in files that are not here.
    const near = podGroups.filter(({ namespace }) => namespace === object.namespace);
    if (Object.keys(selector).length === 0 || near.length === 0) { return []; }
    if (selected.get(object)?.length !== 0) { return [{ object, violations: [] }]; }
    return [{
      object,
      violations: [{
        path: SERVICE_PATHS.selector,
        message: `No pod here has the labels ${labels(service)}: the Service has no endpoint, and every request to it fails.`,
        fix: `Set ${showPath(SERVICE_PATHS.selector)} to labels of the pods it is meant for, such as ${JSON.stringify(near[0].podLabels)}.`,
      }],
    }];
  }),
};

function labels({ selector }: Service): string {
  return Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(', ');
}
