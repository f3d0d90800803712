import { checkManifests } from '../../src/engine/check';
import { Report } from '../../src/engine/report';
import { parseManifests } from '../../src/manifests';
import { Settings } from '../../src/settings';

/** The report on some files, for a recent cluster. */
export function reportOn(files: { readonly [file: string]: string }, settings: Settings = {}): Report {
  const read = Object.entries(files).map(([file, text]) => parseManifests(file, text));
  const manifests = { objects: read.flatMap(({ objects }) => objects), problems: read.flatMap(({ problems }) => problems) };
  return checkManifests(manifests, { kubernetesMinor: 34, ...settings });
}

/** A Deployment without a preStop hook, and a Service: at least one error. */
export function service(name: string, { namespace = 'shop', annotations = {} } = {}): string {
  const labels = { app: name };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, annotations },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'registry.example.com/app:1.0.0', ports: [{ containerPort: 8080 }] }] } },
      },
    },
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } },
  ].map(object => `---\n${JSON.stringify(object, null, 2)}\n`).join('');
}

export const RULE = 'prestop-missing';
