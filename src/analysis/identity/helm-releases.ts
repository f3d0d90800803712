import { booleanAt, groupOf, ManifestObject, Path, rootOf, stringAt } from '../../manifests';

/** A field by which Flux identifies a Helm release: if it changes, Flux uninstalls the release and installs it again. */
export interface ReleaseIdentity {
  readonly path: Path;
  readonly called: string;
  readonly value: string;
}

const CHART: Path = ['spec', 'chart', 'spec', 'chart'];

/** In the order in which helm-controller compares them; empty if the release is suspended or belongs to another controller. */
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

/** The name in its Chart.yaml: a HelmRelease states it only for charts of a Helm repository. */
function chartName({ json }: ManifestObject): string | undefined {
  const root = rootOf(json);
  const isUpgraded = stringAt(root, ['spec', 'upgrade', 'chartNameChangeStrategy']) === 'InPlaceUpdate';
  return stringAt(root, ['spec', 'chart', 'spec', 'sourceRef', 'kind']) === 'HelmRepository' && !isUpgraded ? stringAt(root, CHART) : undefined;
}
