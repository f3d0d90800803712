import { VersionSet } from './version-sets';
import { RoutedRequest } from '../../src/analysis/traffic/request-routing';

export interface Compared {
  readonly kind: string;
  readonly request: RoutedRequest;
  /** Whether the router took all rules of the routes of its host. */
  readonly isWhole: boolean;
  readonly expected: string;
  readonly answered: string;
}

export function isDifferent({ expected, answered }: Compared): boolean {
  return expected !== answered;
}

export function page(kubernetes: string, sets: readonly VersionSet[], all: readonly Compared[]): string {
  const row = (name: string, isMeant: (kind: string) => boolean): string => {
    const some = all.filter(({ kind }) => isMeant(kind));
    const different = some.filter(isDifferent);
    const counts = [
      sets.filter(({ kind }) => isMeant(kind)).length,
      some.length,
      some.filter(({ expected }) => expected !== 'none').length,
      different.filter(({ isWhole }) => isWhole).length,
      different.filter(({ isWhole }) => !isWhole).length,
    ];
    return `| ${[name, ...counts].join(' | ')} |`;
  };
  const kinds = [...new Set(sets.map(({ kind }) => kind))];
  const date = new Date().toISOString().slice(0, 10);
  return `# Matched against Envoy

Which version of an API takes a request, by the routes alone (\`src/analysis/traffic/request-routing.ts\`) and by a router: Envoy,
programmed by Contour, on Kubernetes ${kubernetes}, ${date}. This command does it again and writes this page; its head says
what it needs.

\`\`\`
export IMAGE=registry.example.com/app:1.0.0 ROUTER=http://gateway.example.com GATEWAY=infra/public
npx ts-node -T scripts/versions-on-a-router.ts
\`\`\`

${sets.length} random sets of versions, as one HTTPRoute or several, with a default version and without, with prefixes that are
removed from the path and with those that are not; ${sets[0].requests.length} random requests to each. The seed is fixed. A request that no rule
takes gets 404.

| versions by | sets | requests | taken by a version | differences | of routes taken in part |
|---|---|---|---|---|---|
${kinds.map(kind => row(kind, other => other === kind)).join('\n')}
${row('all', () => true)}

Where two rules have the same match, the Gateway API lets the first take its requests. Contour leaves out the second rule with all
its matches, and says so in the status of the route (\`RuleMatchPartiallyConflict\`): requests that only those other matches take get
404, or another version. The last column counts them. So write each match in one rule only.
`;
}
