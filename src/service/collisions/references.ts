import { ApiObject } from 'cdk8s';
import { Container, EnvValue, Volume } from 'cdk8s-plus-27';
import { CollisionCheck, Member } from './member';
import { addTo } from '../../manifests/groups';
import { NOT_FOUND, TO_ONE_NAMESPACE } from '../derivation/namespaces';

interface Reference {
  readonly kind: string;
  readonly name: string;
  /** The beginning of a sentence: what has the reference. */
  readonly by: string;
}

/** Objects that pods look for in their own namespace, but that the chart creates only in another one. cdk8s-plus keeps only the name. */
export const referenceProblems: CollisionCheck = (members, objects) => {
  const namespaces = namespacesByName(objects);
  return members.flatMap(member => {
    const own = member.service.deployment.metadata.namespace;
    return own === undefined ? [] : referencesOf(member).flatMap(({ kind, name, by }) => {
      const known = namespaces.get(`${kind}/${name}`) ?? [];
      return known.length === 0 || known.some(namespace => namespace === undefined || namespace === own) ? [] : [{
        member,
        text: `${by} the ${kind} '${name}', which the chart creates only in the namespace '${known[0]}'. Allowed: an object in the namespace of the service, '${own}'. `
          + `${NOT_FOUND} Remedy: ${TO_ONE_NAMESPACE}.`,
      }];
    });
  });
};

const KINDS = ['ConfigMap', 'Secret', 'PersistentVolumeClaim'];

function namespacesByName(objects: ApiObject[]): Map<string, (string | undefined)[]> {
  const found = new Map<string, (string | undefined)[]>();
  for (const { kind, name, metadata } of objects.filter(object => KINDS.includes(object.kind))) { addTo(found, `${kind}/${name}`, metadata.namespace); }
  return found;
}

function referencesOf({ service: { deployment } }: Member): Reference[] {
  const containers = [...deployment.containers, ...deployment.initContainers];
  const volumes = new Set([...deployment.volumes, ...containers.flatMap(({ mounts }) => mounts.map(({ volume }) => volume))]);
  return [...containers.flatMap(variablesOf), ...[...volumes].flatMap(contentsOf)];
}

function variablesOf({ name: container, env }: Container): Reference[] {
  return Object.values(env.variables).flatMap(({ valueFrom }: EnvValue) => [
    ...referenceTo('ConfigMap', valueFrom?.configMapKeyRef, 'name'),
    ...referenceTo('Secret', valueFrom?.secretKeyRef, 'name'),
  ]).map(reference => ({ ...reference, by: `a variable of the container '${container}' reads` }));
}

function contentsOf(volume: Volume): Reference[] {
  const { configMap, secret, persistentVolumeClaim } = volume._toKube();
  return [
    ...referenceTo('ConfigMap', configMap, 'name'),
    ...referenceTo('Secret', secret, 'secretName'),
    ...referenceTo('PersistentVolumeClaim', persistentVolumeClaim, 'claimName'),
  ].map(reference => ({ ...reference, by: `the volume '${volume.name}' holds` }));
}

function referenceTo(kind: string, source: { [field: string]: any } | undefined, field: string): Omit<Reference, 'by'>[] {
  const name = source?.[field];
  return name === undefined || source?.optional === true ? [] : [{ kind, name }];
}
