import { ReleaseIdentity, releaseIdentityOf } from '../../../analysis/identity/helm-releases';
import { ManifestObject, rootOf, showPath, valueAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { Change } from '../object-diff';
import { set } from '../recipe';
import { UpdateRule } from '../update-rule';

const RELEASE = `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web }
spec:
  interval: 10m
  chart: { spec: { chart: web, version: 1.4.0, sourceRef: { kind: HelmRepository, name: internal } } }
`;

export const helmReleaseReinstalled: UpdateRule = {
  id: 'helm-release-reinstalled',
  severity: 'error',
  title: 'Change of a HelmRelease that makes Flux uninstall it',
  impact: 'All objects of the release, and the addresses of its load balancers, are deleted and created again: every request fails until the new pods are ready.',
  why: 'Since version 2.2, Flux identifies a release by its namespace, its name, its storage namespace and the name of its chart. If one of these changes, Flux uninstalls the old release before it installs the new one.',
  fix: 'Leave the field unchanged, or install a second HelmRelease beside the first, move the traffic, and remove the first one release later.',
  reference: 'https://fluxcd.io/flux/components/helm/helmreleases/#release-name',
  examples: {
    before: RELEASE,
    unsafe: `
kind: HelmRelease
metadata: { name: web }
spec: { releaseName: shop-web }
`,
    safe: `
kind: HelmRelease
metadata: { name: web }
spec: { chart: { spec: { version: 1.5.0 } }, releaseName: web }
`,
  },
  judge: ({ objects: { kept } }) => kept.flatMap((change): RuleResult[] => {
    const now = releaseIdentityOf(change.after);
    if (now.length === 0) { return []; }
    const found = changed(releaseIdentityOf(change.before), now);
    return [{ object: change.after, violations: found ? [violation(change, ...found)] : [] }];
  }),
};

function changed(
  before: readonly ReleaseIdentity[], after: readonly ReleaseIdentity[],
): [ReleaseIdentity, ReleaseIdentity] | undefined {
  return before.flatMap((old): [ReleaseIdentity, ReleaseIdentity][] => {
    const next = after.find(({ called }) => called === old.called);
    return next && next.value !== old.value ? [[old, next]] : [];
  })[0];
}

function violation({ before, after }: Change<ManifestObject>, old: ReleaseIdentity, next: ReleaseIdentity): Violation {
  const inPlace = next.called === 'chart' ? ', or set spec.upgrade.chartNameChangeStrategy to InPlaceUpdate if the helm-controller of the cluster supports that field' : '';
  return {
    path: next.path,
    message: `The ${next.called} of ${displayName(after)} changes from ${shorten(old.value)} to ${shorten(next.value)}: Flux uninstalls the release and installs it again, and every request fails until the new pods are ready.`,
    fix: `Leave ${showPath(next.path)} unchanged${inPlace}.`,
    recipe: [{ edits: [set(after, next.path, valueAt(rootOf(before.json), next.path))] }],
  };
}
