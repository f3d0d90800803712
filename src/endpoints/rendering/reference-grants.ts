import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ZeroDowntimeService } from '../../service/zero-downtime-service';
import { Api } from '../planning/api';

/**
 * Lets the route of an API send to a Service of another namespace. One for each Service, so that removing a version keeps those of others.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export function grantReference(scope: Construct, { name, namespace }: Api, { service }: ZeroDowntimeService): void {
  const own = service.metadata.namespace;
  const id = `ReferenceGrant-${own}-${service.name}`;
  if (own === undefined || namespace === undefined || own === namespace || scope.node.tryFindChild(id)) { return; }
  new ApiObject(scope, id, {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    // None of these has dots, so no two APIs share a grant.
    metadata: { name: `${namespace}.${name}.${service.name}`, namespace: own },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace }],
      to: [{ group: '', kind: 'Service', name: service.name }],
    },
  });
}
