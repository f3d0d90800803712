import { isReleaseLabel, namesRelease } from '../../../analysis/identity/release-labels';
import { workloadsBehind } from '../../../analysis/workloads';
import { ManifestObject, ManifestSet, Path, SERVICE_PATHS, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, FixOptions } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';

export const versionLabelInSelector: Rule = {
  id: 'version-label-in-selector',
  severity: 'error',
  title: 'Selector with a label that changes in each release',
  impact: 'The next release is refused, or its Service loses all old pods before a new one is ready.',
  why: 'The selector of a Deployment cannot be changed. That of a Service can, but the change takes effect at once, not pod by pod.',
  fix: 'Select by labels that stay the same in all releases; keep the version as a label of the pods only.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
  examples: {
    failing: `
kind: Deployment
spec:
  selector: { matchLabels: { app: web, app.kubernetes.io/version: 1.4.2 } }
  template: { metadata: { labels: { app: web, app.kubernetes.io/version: 1.4.2 } } }
`,
    passing: `
kind: Deployment
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web, app.kubernetes.io/version: 1.4.2 } } }
`,
  },
  judge: manifests => [...ofWorkloads(manifests), ...ofServices(manifests)],
};

function ofWorkloads({ workloads }: ManifestSet): RuleResult[] {
  return workloads.flatMap((workload): RuleResult[] => workload.selector ? [{
    object: workload.object,
    workload,
    violations: found(workload.selector.matchLabels, () => [workload.object], [...WORKLOAD_PATHS.selector, 'matchLabels'], (key, value) =>
      `The ${workload.kind} selects its pods by ${key}=${value}, which the next release changes, but no selector can be changed: `
      + `the API server refuses the release, and deleting the ${workload.kind} to proceed causes an outage.`, {
      or: 'if it is already running, add one with another name without this label, and remove the old one a release later',
      byHand: 'that no cluster runs it yet, since its selector cannot be changed',
    }),
  }] : []);
}

function ofServices(manifests: ManifestSet): RuleResult[] {
  const { services } = manifests;
  return services.filter(({ selector }) => Object.keys(selector).length > 0).map(({ object, selector }): RuleResult => ({
    object,
    // An acknowledgement on the Deployment covers both.
    workload: workloadsBehind({ object }, manifests)[0],
    violations: found(
      selector,
      () => [object, ...(manifests.selected.get(object) ?? []).map(pods => pods.object)],
      SERVICE_PATHS.selector,
      (key, value) => `The Service selects pods by ${key}=${value}, which the next release changes: the Service then drops all old pods at once, `
        + 'and until the first new one is ready every request fails.',
      { byHand: 'which pods the Service then selects' },
    ),
  }));
}

// One object for each version is intended: the Service then switches from one to the other.
function found(
  labels: Readonly<Record<string, string>>,
  objects: () => ManifestObject[],
  path: Path,
  message: (key: string, value: string) => string,
  options: FixOptions,
): Violation[] {
  return Object.entries(labels)
    .filter(([key, value]) => isReleaseLabel(key, value) && !objects().some(({ name }) => namesRelease(name, value)))
    .map(([key, value]) => ({
      path: [...path, key],
      message: message(shorten(key), shorten(value)),
      ...edited([{ path: [...path, key], value: undefined }], options),
    }));
}
