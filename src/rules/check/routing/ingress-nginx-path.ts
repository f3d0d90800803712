import { classNamesOf, loadBalancerClassesOf } from '../../../analysis/traffic/load-balancer-class';
import { Route, RouteMatch, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';

const PREFIX = 'nginx.ingress.kubernetes.io/';
const TARGET = `${PREFIX}rewrite-target`;

const INGRESS = (annotations: string, path: string, type: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { ${PREFIX}use-regex: "true", ${annotations} } }
spec:
  ingressClassName: nginx
  rules: [{ http: { paths: [{ path: ${path}, pathType: ${type}, backend: { service: { name: web, port: { name: http } } } }] } }]
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`;

export const ingressNginxPath: Rule = {
  id: 'ingress-nginx-path',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Path that ingress-nginx refuses, or rewrites to another one',
  impact: 'The release is refused, or every request gets the answer of another path, such as the start page.',
  why: 'In rewrite-target, $1 stands for the first group in parentheses of the path, and is empty without one. Since ingress-nginx 1.12, its webhook refuses regular expressions in a path of pathType Prefix or Exact.',
  fix: 'Write a path with a group for each number in rewrite-target, and pathType ImplementationSpecific.',
  reference: 'https://kubernetes.github.io/ingress-nginx/examples/rewrite/',
  examples: {
    failing: INGRESS(`${TARGET}: /$2`, '/api/(.*)', 'ImplementationSpecific'),
    passing: INGRESS(`${TARGET}: /$2`, '/api(/|$)(.*)', 'ImplementationSpecific'),
  },
  judge: (manifests, profile) => manifests.routes.flatMap((route): RuleResult[] => {
    const { object } = route;
    const { annotations } = object;
    if (object.kind !== 'Ingress' || Object.keys(annotations).some(key => key.startsWith('nginx.org/'))) { return []; }
    const classes = loadBalancerClassesOf(route, profile, manifests);
    const isNamed = Object.hasOwn(annotations, TARGET) || Object.hasOwn(annotations, `${PREFIX}use-regex`);
    const isForeign = classNamesOf(route, manifests).some(name => OTHERS.test(name)) || classes.some(found => found !== 'nginx' && found !== 'other');
    if (isForeign || !(classes.includes('nginx') || isNamed)) { return []; }
    // A backend without a path has no place of its own.
    const matches = route.rules.flatMap(rule => rule.matches).filter(({ at }) => at.includes('paths'));
    return [{ object, violations: [...matches.flatMap(refused), ...lostGroups(route, matches)] }];
  }),
};

/** Controllers that do not read these annotations, although their names may contain nginx. */
const OTHERS = /nginx\.org|haproxy|kong|contour|cilium|istio|tailscale|cloudflare/;
const REGULAR = /[()[\]^$*+?|\\{}]/;

function refused({ path, type, at }: RouteMatch): Violation[] {
  if (type === 'Pattern' || !REGULAR.test(path)) { return []; }
  const field = [...at, 'pathType'];
  return [{
    path: field,
    // An older controller, or one with strict-validate-path-type off, accepts it.
    severity: 'warning',
    message: `The path ${shorten(path)} is a regular expression, but its pathType is ${type}: from version 1.12 on, the webhook of ingress-nginx refuses the release, and older versions match it only with use-regex.`,
    ...edited([{ path: field, value: 'ImplementationSpecific' }]),
  }];
}

function lostGroups({ object: { annotations } }: Route, matches: readonly RouteMatch[]): Violation[] {
  const target = Object.hasOwn(annotations, TARGET) ? annotations[TARGET] : '';
  const group = Math.max(0, ...[...target.matchAll(/\$(\d)/g)].map(([, number]) => Number(number)));
  const lacking = group === 0 ? [] : matches.filter(({ path }) => groupsIn(path) < group);
  if (lacking.length === 0) { return []; }
  const [{ path, at }] = lacking;
  return [{
    path: ['metadata', 'annotations', TARGET],
    // Beside a path with groups, a request for the other path alone may get the right answer.
    severity: lacking.length < matches.length ? 'warning' : undefined,
    message: `The rewrite-target ${shorten(target)} uses group ${group} of the path, but ${shorten(path)} (${showPath([...at, 'path'])}) has ${groupsIn(path) === 0 ? 'none' : `only ${groupsIn(path)}`}: `
      + `each request is sent to the Service as ${shorten(target.replace(/\$\d/g, found => Number(found[1]) > groupsIn(path) ? '' : found) || '/')}.`,
    fix: `Remove the annotation, or write ${showPath([...at, 'path'])} with ${group === 1 ? 'a group' : `${group} groups`}, such as ${suggested(path, group)}, and pathType ImplementationSpecific.`,
  }];
}

/** The groups of a regular expression; those that begin with `(?` count only with a name. */
function groupsIn(path: string): number {
  return path.replace(/\\./g, '').match(/\((?!\?(?!P?<[A-Za-z]))/g)?.length ?? 0;
}

function suggested(path: string, group: number): string {
  const base = REGULAR.test(path) ? '' : path.replace(/\/$/, '');
  return group === 1 ? `${base}/(.*)` : `${base}(/|$)(.*)`;
}
