import { createHash } from 'node:crypto';
import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { isRecord } from './checks/type-guards';
import { CONFIG_KEY, isConfigKey } from '../analysis/refusals/names';

/** The content and the name of an `ImmutableConfigMap`. */
export interface ImmutableConfigMapProps {
  /**
   * The name, to which the hash of the content is added: `settings` becomes `settings-4f2c91d07a`.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /** The content. A change creates another ConfigMap, and so rolls out the pods that use it. */
  readonly data: { [key: string]: string };

  /**
   * Labels, annotations and the namespace.
   *
   * @default - none; the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A ConfigMap whose name changes with its content, so that new settings reach pods by a rollout, pod by pod
 * and with a rollback, not whenever a pod happens to restart.
 *
 * Old revisions still need their ConfigMaps: tools that prune objects must keep them, as `kubectl apply` without `--prune` does.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
 */
export class ImmutableConfigMap extends kplus.ConfigMap {
  /**
   * @param scope a chart, or a construct in one
   * @param id the name without its hash, unless `name` is given
   * @throws if a key in `data` is not valid, or a value is not a string
   */
  constructor(scope: Construct, id: string, props: ImmutableConfigMapProps) {
    const data = checkedData(`${scope.node.path}/${id}`, props?.data);
    super(scope, id, { metadata: { ...props.metadata, name: `${props.name ?? id}-${hashOf(data)}` }, data, immutable: true });
  }
}

function checkedData(path: string, data: unknown): { [key: string]: string } {
  if (isRecord(data) && Object.values(data).every(value => typeof value === 'string')) {
    const wrong = Object.keys(data).filter(key => !isConfigKey(key));
    if (wrong.length === 0) { return data as { [key: string]: string }; }
    throw new Error(`[${path}] 'data' has the key ${JSON.stringify(wrong[0])}. Allowed: ${CONFIG_KEY}. The API server rejects it, and pods wait for a ConfigMap that does not exist. `
      + 'Remedy: rename the key.');
  }
  throw new Error(`[${path}] 'data' must be an object of strings. The API server rejects anything else, and pods wait for a ConfigMap that does not exist. `
    + 'Remedy: write numbers and booleans in quotes.');
}

// The order of the keys does not matter.
function hashOf(data: { [key: string]: string }): string {
  const sorted = Object.keys(data).sort().map(key => [key, data[key]]);
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 10);
}
