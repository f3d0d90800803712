import { booleanAt, groupOf, ManifestObject, Path, rootOf, stringAt } from '../../manifests';

/** What Flux knows a release of Helm by: with another one it uninstalls what runs and installs anew. */
export interface ReleaseIdentity {
  readonly path: Path;
  readonly called: string;
  readonly value: string;
}

const CHART: Path = ['spec', 'chart', 'spec', 'chart'];

/** In the order in which helm-controller compares them; none of a release that is suspended or is of another controller. */
export function releaseIdentityOf(object: ManifestObject): readonly ReleaseIdentity[] {
  const root = rootOf(object.json);
  if (object.kind !== 'HelmRelease' || groupOf(object) !== 'helm.toolkit.fluxcd.io' || booleanAt(root, ['spec', 'suspend'])) { return []; }
  const at = (field: string): string | undefined => stringAt(root, ['spec', field]) || undefined;
  const target = at('targetNamespace');
  const chart = chartName(object);
  return [
    { path: ['spec', 'storageNamespace'], called: 'storage namespace', value: at('storageNamespace') ?? object.namespace ?? '' },
    { path: ['spec', 'targetNamespace'], called: 'namespace', value: target ?? object.namespace ?? '' },
    { path: ['spec', 'releaseName'], called: 'name', value: at('releaseName') ?? [...target ? [target] : [], object.name].join('-') },
    ...chart === undefined ? [] : [{ path: CHART, called: 'chart', value: chart }],
  ];
}

/** The name as its Chart.yaml has it: only that of a Helm repository is written in the HelmRelease. */
function chartName({ json }: ManifestObject): string | undefined {
  const root = rootOf(json);
  const isUpgraded = stringAt(root, ['spec', 'upgrade', 'chartNameChangeStrategy']) === 'InPlaceUpdate';
  return stringAt(root, ['spec', 'chart', 'spec', 'sourceRef', 'kind']) === 'HelmRepository' && !isUpgraded ? stringAt(root, CHART) : undefined;
}
