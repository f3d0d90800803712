import { Clusters, clustersOf, ManifestObject, ManifestSet, parseManifests, InputProblem, problemPlace, Workload } from '../../src/manifests';

/** Text without the indentation that it has in a test. */
export function yaml([text]: TemplateStringsArray | string[]): string {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const indent = Math.min(...lines.filter(line => line.trim() !== '').map(line => line.search(/\S/)));
  return lines.map(line => line.slice(indent)).join('\n');
}

/** Everything that comes of one file. */
export interface Reading extends Clusters {
  readonly objects: ManifestObject[];
}

export function read(text: string, file: string = 'app.yaml'): Reading {
  const { objects, problems } = parseManifests(file, text);
  const clusters = clustersOf(objects, problems);
  return { ...clusters, objects, problems: [...problems, ...clusters.problems] };
}

/** The one cluster of a file in which nothing is wrong. */
export function clusterIn(text: string): ManifestSet {
  const { clusters, problems } = read(text);
  expect(problems).toEqual([]);
  expect(clusters).toHaveLength(1);
  return clusters[0];
}

/** The one workload of a file in which nothing is wrong. */
export function workloadIn(text: string): Workload {
  const { workloads } = clusterIn(text);
  expect(workloads).toHaveLength(1);
  return workloads[0];
}

/** `app.yaml:3 error: …`: problems as a terminal would show them. */
export function shown(problems: readonly InputProblem[]): string[] {
  return problems.map(problem => `${problemPlace(problem)} ${problem.level}: ${problem.message}`);
}

/** A Deployment with this below `spec`, and pods labelled `app: web`. */
export function deployment(spec: object = {}, pod: object = {}, metadata: object = {}): string {
  return `${JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', ...metadata },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec, template: { metadata: { labels: { app: 'web' } }, spec: pod } },
  })}\n`;
}

/** Any object, as one document. */
export function object(apiVersion: string, kind: string, name: string, spec: object = {}, metadata: object = {}): string {
  return `---\n${JSON.stringify({ apiVersion, kind, metadata: { name, ...metadata }, spec })}\n`;
}
