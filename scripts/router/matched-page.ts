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
  return `# Request matching, compared with Envoy

Which version of an API receives a request: as computed from the routes (\`src/analysis/traffic/request-routing.ts\`), and by a router, Envoy
programmed by Contour, on Kubernetes ${kubernetes}, ${date}. This command repeats the comparison and writes this page; the
beginning of the script lists what it needs.

\`\`\`
export IMAGE=registry.example.com/app:1.0.0 ROUTER=http://gateway.example.com GATEWAY=infra/public
npx ts-node -T scripts/versions-on-a-router.ts
\`\`\`

${sets.length} random sets of versions, in one HTTPRoute or several, with and without a default version, with and without removal of the path prefix; ${sets[0].requests.length} random requests
to each. The seed is fixed. A request that no rule matches gets 404.

| version chosen by | sets | requests | matched by a version | differences | differences of partly accepted routes |
|---|---|---|---|---|---|
${kinds.map(kind => row(kind, other => other === kind)).join('\n')}
${row('all', () => true)}

If two rules have the same match, the first one applies according to the Gateway API. Contour drops the second rule with all its matches, and
reports that in the status of the route (\`RuleMatchPartiallyConflict\`). Requests for the other matches of that rule get 404, or reach another
version. The last column counts them. Therefore write each match in only one rule.
`;
}
