import { Answers } from './counted';
import { ADDED } from './manifests';

/** A way to release, and its result. */
export interface Way {
  readonly name: string;
  readonly runs: readonly Answers[];
  /** By `diff`, for each release. */
  readonly found: readonly (readonly string[])[];
  /** By `diff` of what runs, for the first release. */
  readonly foundOnCluster: readonly string[];
}

export function page(kubernetes: string, ways: readonly Way[]): string {
  const date = new Date().toISOString().slice(0, 10);
  const rows = ways.flatMap(({ name, runs }) => runs.map((run, i) => `| ${name} | ${i + 1} | ${sent(run)} | ${failed(run)} |`));
  const found = ways.flatMap(({ name, found: all, foundOnCluster }) => [
    ...all.map((ids, i) => `| ${name} | ${i + 1} of ${all.length} | files | ${linked(ids)} |`),
    `| ${name} | 1 of ${all.length} | what runs (\`cluster:\`) | ${linked(foundOnCluster)} |`,
  ]);
  return `# A new operation, released with its client

Version v1 of an API gets the operation \`GET ${ADDED}\`, and a client starts to call it: Kubernetes ${kubernetes} with Envoy,
programmed by Contour from an HTTPRoute, ${date}. The API and the client have two pods each, and each pod of the client sends
20 requests per second to the new operation. This command repeats the test and writes this page; the beginning of the script lists what it
needs.

\`\`\`
export IMAGE=registry.example.com/node:20 ROUTER=http://gateway.example.com GATEWAY=infra/public
npx ts-node -T scripts/contract-release-on-a-router.ts
\`\`\`

Old pods of the API do not know the operation and answer with 404 until they stop. If the API is released first, the client starts when all
pods know the operation.

| released | run | requests to the operation | not answered with 200 |
|---|---|---|---|
${rows.join('\n')}

## Found by \`diff\`

| released | release | compared with | errors and warnings |
|---|---|---|---|
${found.join('\n')}
`;
}

function sent(answers: Answers): number {
  return Object.values(answers).reduce((sum, count) => sum + count, 0);
}

function failed(answers: Answers): string {
  const others = Object.entries(answers).filter(([status]) => status !== '200');
  return others.length === 0 ? '0' : others.map(([status, count]) => `${count} (${status})`).join(', ');
}

function linked(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : ids.map(id => `[${id}](update-rules.md#${id})`).join(', ');
}
