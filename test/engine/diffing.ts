import { diffManifests } from '../../src/engine/diff';
import { DiffReport } from '../../src/engine/report';
import { parseManifests } from '../../src/manifests';
import { exampleManifests } from '../../src/rules/examples';
import { Settings } from '../../src/settings';

interface Files { readonly [file: string]: string }

/** The report on the step between some files, for a recent cluster. */
export function reportBetween(before: Files, after: Files, settings: Settings = {}): DiffReport {
  const plain = (file: string) => file.replace(/^(old|new)\//, '');
  const comparison = { before: read(before), after: read(after), fileNames: { before: plain, after: plain } };
  return diffManifests(comparison, { kubernetesMinor: 34, ...settings });
}

function read(files: Files) {
  const parsed = Object.entries(files).map(([file, text]) => parseManifests(file, text));
  return { objects: parsed.flatMap(({ objects }) => objects), problems: parsed.flatMap(({ problems }) => problems) };
}

/** The step from a service without findings to the same with a change. */
export function reportOnChange(change: string, settings: Settings = {}): DiffReport {
  return reportBetween({ 'old/web.yaml': RUNNING }, { 'new/web.yaml': exampleManifests(change) }, settings);
}

export const RUNNING = exampleManifests('');

/** The pods are replaced, and users do not notice. */
export const NEW_IMAGE = `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'registry.example.com/web:1.5.0' }] } } }
`;

/** The Service is ahead of the pods: an error. */
export const TIGHTENED = `
kind: Deployment
spec: { template: { metadata: { labels: { app: web, tier: front } } } }
---
kind: Service
spec: { selector: { app: web, tier: front } }
`;

export const RULE = 'service-selector-tightened';
