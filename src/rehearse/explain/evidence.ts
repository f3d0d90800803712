import { Cause, Match } from './cause';
import { EXPLAINING_RULES } from './explaining-rules';
import { ExplainingRule } from './explanation';
import { controllerOf } from '../../analysis/workloads';
import { printable, printableName } from '../../engine/printable';
import { SEVERITIES } from '../../engine/reported-findings';
import { identityOf, ManifestObject, ManifestSet, Workload } from '../../manifests';
import { Finding, Findings, judge, RuleOverrides, Severity } from '../../rules';
import { judgeUpdate, updateOf } from '../../rules/diff';
import { recipeInWords } from '../../rules/diff/recipe-text';
import { clusterProfileOf, Settings, overridesOf } from '../../settings';
import { PodLife } from '../observe/pod-life';

/** The manifests of a rehearsal. */
export interface RehearsedManifests {
  /** What ran when the disturbance began, if the disturbance applies other manifests. */
  readonly before?: ManifestSet;
  /** What the disturbance applies, or else what runs all the time. */
  readonly after: ManifestSet;
}

/** The finding that explains a cause. */
export interface Evidence {
  readonly rule: ExplainingRule;
  readonly severity: Severity;
}

/** The applied manifests decide how pods are replaced and selected; those that created a pod decide how it stops. */
const OF_WHAT_IS_APPLIED: readonly Cause[] = ['no-ready-endpoint', 'removed-from-service'];

/** Finds the rules that explain causes. */
export interface Findable {
  /** Whether a pod can get requests: it has a Service, or its manifests are not known. */
  serves(pod: PodLife): boolean;
  evidenceFor(match: Match, disturbed: number): Evidence | undefined;
}

/** Judges manifests as check and diff do. Acknowledged findings count, too: accepted losses are losses. */
export function findable({ before, after }: RehearsedManifests, settings: Settings): Findable {
  const profile = clusterProfileOf(settings);
  const policy: RuleOverrides = { ...overridesOf(settings), excludes: () => false };
  const ofUpdate = before === undefined ? [] : all(judgeUpdate(updateOf(before, after), profile, policy));
  const ofAfter = [...all(judge(after, profile, policy)), ...ofUpdate];
  const ofBefore = before === undefined ? ofAfter : [...all(judge(before, profile, policy)), ...ofUpdate];
  const sets = before === undefined ? [after] : [before, after];
  return {
    serves: pod => {
      const workloads = sets.flatMap(set => workloadOf(set, pod.controller) ?? []);
      return workloads.length === 0 || workloads.some(({ services }) => services.length > 0);
    },
    evidenceFor: (match, disturbed) => {
      const pod = match.pods[0];
      if (pod === undefined) { return undefined; }
      const isOld = !OF_WHAT_IS_APPLIED.includes(match.cause) && (pod.created ?? 0) < disturbed;
      return strongest(isOld ? ofBefore : ofAfter, EXPLAINING_RULES[match.cause], objectsAround(pod.controller, sets));
    },
  };
}

function all({ findings, acknowledged }: Findings): Finding[] {
  return [...findings, ...acknowledged];
}

/** The objects of a controller, on both sides: including a Service that no longer selects its pods. */
function objectsAround(controller: string, sets: readonly ManifestSet[]): ReadonlySet<ManifestObject> {
  const names = new Set(sets.flatMap(set => workloadOf(set, controller) ?? []).flatMap(objectsOf).map(identityOf));
  return new Set(sets.flatMap(({ objects }) => objects.filter(object => names.has(identityOf(object)))));
}

function strongest(
  findings: readonly Finding[], rules: readonly string[], objects: ReadonlySet<ManifestObject>,
): Evidence | undefined {
  const [finding] = findings
    .filter(({ rule }) => rules.includes(rule.id))
    .filter(({ object, workload }) => objects.has(object) || (workload !== undefined && objects.has(workload.object)))
    .sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
      || rules.indexOf(one.rule.id) - rules.indexOf(other.rule.id));
  return finding && { rule: explainingRule(finding), severity: finding.severity };
}

function explainingRule({ rule, object, message, fix, recipe }: Finding): ExplainingRule {
  return {
    id: rule.id,
    object: nameOf(object),
    message: printable(message),
    fix: printable(recipe ? `${fix} ${recipeInWords(recipe)}` : fix),
  };
}

function nameOf(object: ManifestObject): string {
  const { kind, namespace, name } = printableName(object);
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** All objects that decide what users notice when its pods are replaced. */
function objectsOf(workload: Workload): ManifestObject[] {
  const { object, services, budgets, autoscalers, routes } = workload;
  return [object, controllerOf(workload), ...[...services, ...budgets, ...autoscalers, ...routes].map(view => view.object)];
}

/** By kind and name: a rehearsal may run in a namespace of its own. */
function workloadOf({ workloads }: ManifestSet, controller: string): Workload | undefined {
  const named = workloads.filter(workload => {
    const { kind, name } = controllerOf(workload);
    return controller === `${kind} ${name}` || (controller.startsWith(`${kind} `) && controller.endsWith(`/${name}`));
  });
  return named.find(workload => nameOf(controllerOf(workload)) === controller) ?? (named.length === 1 ? named[0] : undefined);
}
