import { DNS_LABEL, isConfigKey, isDnsLabel, isRelativePath, isSubdomain, SUBDOMAIN } from './names';
import { between, oneOf, optionalText, Refusal, refuse, requiredText, unique } from './refusal';
import { quantityRefusals } from './resources';
import { FieldCursor, keysAt, listAt, mappingAt } from '../../manifests';

/** The required fields of each kind of source. */
const REQUIRED: { readonly [source: string]: readonly string[] } = {
  configMap: ['name'],
  secret: ['secretName'],
  persistentVolumeClaim: ['claimName'],
  hostPath: ['path'],
  nfs: ['server', 'path'],
  csi: ['driver'],
  awsElasticBlockStore: ['volumeID'],
  gcePersistentDisk: ['pdName'],
  azureFile: ['secretName', 'shareName'],
  azureDisk: ['diskName', 'diskURI'],
};
const HOST_PATH_TYPES = ['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'];
const LARGEST_MODE = 0o777;
const MOST_PARTITIONS = 255;

/** Refused fields of the volumes of a pod. */
export function volumeRefusals(pod: FieldCursor): Refusal[] {
  const volumes = listAt(pod, ['volumes']);
  return [
    ...volumes.flatMap(volume => [...requiredText(volume, ['name'], DNS_LABEL, isDnsLabel), ...sourceRefusals(volume)]),
    ...unique(volumes, ['name'], 'a name that no other volume of the pod has'),
  ];
}

function sourceRefusals(volume: FieldCursor): Refusal[] {
  const sources = keysAt(volume, []).filter(key => key !== 'name' && mappingAt(volume, [key]).value !== undefined);
  if (sources.length > 1) { return refuse(volume, [], `one source, not ${sources.join(' and ')}`); }
  return sources.flatMap(source => [
    ...(REQUIRED[source] ?? []).flatMap(field => requiredText(volume, [source, field], 'a non-empty text')),
    ...between(volume, [source, 'defaultMode'], 0, LARGEST_MODE),
    ...between(volume, [source, 'partition'], 0, MOST_PARTITIONS),
    ...itemRefusals(volume, [source, 'items'], source),
    ...source === 'emptyDir' ? quantityRefusals(volume, [source, 'sizeLimit']) : [],
    ...source === 'hostPath' ? [
      ...optionalText(volume, [source, 'path'], "a path without '..'", path => !path.split('/').includes('..')),
      ...oneOf(volume, [source, 'type'], HOST_PATH_TYPES),
    ] : [],
    ...source === 'csi' ? optionalText(volume, [source, 'driver'], SUBDOMAIN, isSubdomain) : [],
    ...source === 'nfs' ? optionalText(volume, [source, 'path'], 'an absolute path', path => path.startsWith('/')) : [],
    ...source === 'projected' ? listAt(volume, [source, 'sources']).flatMap(projectionRefusals) : [],
  ]);
}

function projectionRefusals(projection: FieldCursor): Refusal[] {
  const present = keysAt(projection, []).filter(key => mappingAt(projection, [key]).value !== undefined);
  if (present.length > 1) { return refuse(projection, [], `one source, not ${present.join(' and ')}`); }
  return present.flatMap(source => [
    ...['configMap', 'secret'].includes(source) ? requiredText(projection, [source, 'name'], 'a name') : [],
    ...source === 'serviceAccountToken' ? [
      ...requiredText(projection, [source, 'path'], 'a relative path', isRelativePath),
      ...between(projection, [source, 'expirationSeconds'], 600, 2 ** 32),
    ] : [],
    ...itemRefusals(projection, [source, 'items'], source),
  ]);
}

function itemRefusals(volume: FieldCursor, path: readonly string[], source: string): Refusal[] {
  return listAt(volume, path).flatMap(item => [
    ...source === 'downwardAPI' ? [] : requiredText(item, ['key'], 'letters, digits, dashes, dots and underscores', isConfigKey),
    ...requiredText(item, ['path'], "a relative path without '..'", isRelativePath),
    ...between(item, ['mode'], 0, LARGEST_MODE),
  ]);
}
