import { ApiObjectMetadata } from 'cdk8s';
import { Identity } from '../derivation/identity';

/** The metadata that all objects of a service share. */
export function metadataOf({ namespace, labels, annotations }: Identity, name: string): ApiObjectMetadata {
  // Absent rather than undefined: cdk8s would treat undefined as a value and ignore the chart's namespace.
  return { name, ...namespace !== undefined && { namespace }, labels, annotations };
}
