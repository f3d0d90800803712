// jsii-docgen writes API.md in alphabetical order. This adds a beginning with what readers look for: the props of a service in
// groups, and which exposure fits which router.
//
//   npx ts-node -T scripts/pages/api-reference.ts API.md
import { readFileSync, writeFileSync } from 'node:fs';

const PROPS = 'ZeroDowntimeServiceProps';

/** By the question that a reader has. Each prop is in one group. */
export const GROUPS: { readonly [group: string]: readonly string[] } = {
  'What every service states': ['image', 'healthCheck'],
  'Requests, and who sends them': ['exposure', 'longestRequest', 'port', 'portName', 'servicePort', 'serviceName', 'serviceType', 'serviceAnnotations', 'ports', 'contract', 'consumes'],
  'Start': ['startupTime', 'livenessCheck', 'minReady', 'readinessGates', 'postStart', 'initContainers', 'handover'],
  'Stop': ['preStop', 'terminationGracePeriod'],
  'Capacity, updates and drains': ['replicas', 'autoscaling', 'resources', 'disruption', 'topologySpread', 'maxSurge', 'maxUnavailable', 'progressDeadline', 'revisionHistoryLimit', 'priorityClassName', 'nodeSelector'],
  'The container': ['command', 'args', 'workingDir', 'envVariables', 'envFrom', 'volumeMounts', 'volumes', 'sidecars', 'containerName', 'imagePullPolicy', 'imagePullSecrets'],
  'Security and network': ['securityContext', 'podSecurityContext', 'serviceAccount', 'automountServiceAccountToken', 'isolate', 'dns', 'hostAliases'],
  'Names and labels': ['name', 'namespace', 'labels', 'annotations', 'podLabels', 'podAnnotations', 'selectorLabels'],
  'Checks': ['acknowledge', 'kubernetesVersion'],
};

/** The page with that beginning. It does not change a page that has it. */
export function withBeginning(page: string): string {
  const [title, ...rest] = page.split(/^(?=## )/m);
  if (rest[0]?.startsWith('## Start here')) { return page; }
  const props = grouped(section(page, PROPS));
  return [title, beginning(page), props, ...rest].join('').replace(section(page, PROPS), '').replace(/\n*$/, '\n');
}

function beginning(page: string): string {
  const link = (name: string) => `[\`${name}\`](#cdk8s-zero-downtime.${name})`;
  return [
    '## Start here',
    '',
    `A service is a ${link('ZeroDowntimeService')}: its props come first. A worker without requests is a ${link('ZeroDowntimeWorker')},`,
    `versions of an API side by side are a ${link('VersionedApi')}. All else is below, by kind and name.`,
    '',
    '### Which exposure',
    '',
    '| Exposure | For whom | Stop delay |',
    '| --- | --- | --- |',
    ...exposures(section(page, 'Exposure')),
    '',
    '',
  ].join('\n');
}

function exposures(text: string): string[] {
  return rows(text).map(({ name, description }) => {
    const [, own] = text.split(`##### \`${name}\` `);
    const delay = /^Stop delay: (.+?)(?:, since .+?|, which .+?)?(?:\.$|\. )/m.exec(own.split('\n##### ')[0])?.[1];
    if (delay === undefined || !description.startsWith('For ')) { throw new Error(`src/intent/exposure.ts: ${name} does not state what it is for ("For …"), or its "Stop delay: …".`); }
    return `| [\`${name}\`](#cdk8s-zero-downtime.Exposure.${name}) | ${description.slice('For '.length).replace(/[.;]$/, '')} | ${delay} |`;
  });
}

/** A section of the page, with the heading it begins with. */
function section(page: string, name: string): string {
  const [, text] = page.split(`### ${name} <a `);
  if (text === undefined) { throw new Error(`API.md has no section ${name}.`); }
  return `### ${name} <a ${text.split(/^(?=##{1,2} )/m)[0]}`;
}

function grouped(text: string): string {
  const all = rows(text);
  const names = Object.values(GROUPS).flat();
  const missing = all.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  const unknown = names.filter(name => !all.some(row => row.name === name));
  if (missing.length + unknown.length > 0) {
    throw new Error(`scripts/pages/api-reference.ts: GROUPS ${[...missing.map(name => `lacks the prop ${name}`), ...unknown.map(name => `has ${name}, which is not a prop`)].join(', ')}.`);
  }
  const head = /^\| \*\*Name\*\*.*\n\| ---.*\n/m.exec(text)![0];
  const tables = Object.entries(GROUPS).map(([group, members]) =>
    `##### ${group}\n\n${head}${members.map(member => all.find(({ name }) => name === member)!.row).join('\n')}\n`);
  const table = text.slice(text.indexOf(head), text.indexOf('\n\n---', text.indexOf(head)) + 1);
  return text.replace(table, () => tables.join('\n')).replace(/^###/, '##');
}

interface Row {
  readonly name: string;
  readonly description: string;
  readonly row: string;
}

/** The rows of the first table that has some. */
function rows(text: string): Row[] {
  const [table] = text.split('\n---\n');
  return [...table.matchAll(/^\| <code><a [^>]*>([^<]+)<\/a><\/code> \|.*? ([^|]*) \|$/gm)]
    .map(([row, name, description]) => ({ name, description, row }));
}

if (require.main === module) {
  const [file] = process.argv.slice(2);
  writeFileSync(file, withBeginning(readFileSync(file, 'utf8')));
}
