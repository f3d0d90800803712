import { ApiObjectMetadata } from 'cdk8s';
import { Identity } from '../derivation/identity';

/** The metadata that all objects of a service share. */
export function metadataOf({ namespace, labels, annotations }: Identity, name: string): ApiObjectMetadata {
  // Absent rather than undefined: cdk8s would take undefined for a stated value and forget the chart's namespace.
  return { name, ...namespace !== undefined && { namespace }, labels, annotations };
}
