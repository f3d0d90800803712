import { isPortName, PORT } from './names';
import { between, exactlyOne, forbid, oneOf, Refusal, refuse, requiredText } from './refusal';
import { FieldCursor, listAt, mappingAt, placeAt, valueAt } from '../../manifests';

const HOOK_ACTIONS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];
const PROBE_ACTIONS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const PROBE_FIELDS = [
  'initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold', 'terminationGracePeriodSeconds',
];
const MAX_INT32 = 2_147_483_647;

/** Refused fields of the probes and hooks of a container. */
export function actionRefusals(container: FieldCursor): Refusal[] {
  return [
    ...['postStart', 'preStop'].flatMap(hook => hookRefusals(mappingAt(container, ['lifecycle']), hook)),
    ...['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap(probe => probeRefusals(container, probe)),
  ];
}

function hookRefusals(lifecycle: FieldCursor, hook: string): Refusal[] {
  const action = mappingAt(lifecycle, [hook]);
  if (action.value === undefined) { return []; }
  return [...exactlyOne(lifecycle, [hook], HOOK_ACTIONS), ...ofAction(action)];
}

function probeRefusals(container: FieldCursor, probe: string): Refusal[] {
  const place = mappingAt(container, [probe]);
  if (place.value === undefined) { return []; }
  return [
    ...exactlyOne(container, [probe], PROBE_ACTIONS, PROBE_FIELDS),
    ...ofAction(place),
    ...timingOf(place, probe),
  ];
}

function ofAction(action: FieldCursor): Refusal[] {
  const has = (kind: string): boolean => mappingAt(action, [kind]).value !== undefined;
  return [
    ...has('exec') && listAt(action, ['exec', 'command']).length === 0 ? refuse(action, ['exec', 'command'], 'a list of a program and its arguments') : [],
    ...has('httpGet') ? httpGetRefusals(placeAt(action, ['httpGet'])) : [],
    ...has('tcpSocket') ? portOf(placeAt(action, ['tcpSocket'])) : [],
    ...has('grpc') ? grpcPortOf(placeAt(action, ['grpc'])) : [],
  ];
}

function httpGetRefusals(get: FieldCursor): Refusal[] {
  return [
    ...portOf(get),
    ...oneOf(get, ['scheme'], ['HTTP', 'HTTPS']),
    ...listAt(get, ['httpHeaders']).flatMap(header => requiredText(header, ['name'], 'the name of a header', name => /^[-A-Za-z0-9]+$/.test(name))),
  ];
}

function portOf(place: FieldCursor): Refusal[] {
  const port = valueAt(place, ['port']) ?? 0;
  if (typeof port === 'string') { return isPortName(port) ? [] : refuse(place, ['port'], `${PORT} or the name of a port`); }
  return typeof port === 'number' && (port < 1 || port > 65_535) ? refuse(place, ['port'], `${PORT} or the name of a port`) : [];
}

function grpcPortOf(place: FieldCursor): Refusal[] {
  const port = valueAt(place, ['port']) ?? 0;
  return typeof port === 'number' && (port < 1 || port > 65_535) ? refuse(place, ['port'], PORT) : [];
}

// For the number 0, the API server uses the default.
function timingOf(place: FieldCursor, probe: string): Refusal[] {
  const successes = valueAt(place, ['successThreshold']);
  const grace = valueAt(place, ['terminationGracePeriodSeconds']);
  return [
    ...PROBE_FIELDS.slice(0, 5).flatMap(field => between(place, [field], 0, MAX_INT32)),
    ...probe !== 'readinessProbe' && typeof successes === 'number' && successes > 1 ? refuse(place, ['successThreshold'], '1') : [],
    ...probe === 'readinessProbe' && grace !== undefined ? forbid(place, ['terminationGracePeriodSeconds'], 'since a readiness probe does not stop a container') : [],
    ...typeof grace === 'number' && grace < 1 ? refuse(place, ['terminationGracePeriodSeconds'], 'a number from 1') : [],
  ];
}
