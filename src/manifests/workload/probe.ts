import { ProbeTiming } from '../../lifecycle';
import { mappingAt, numberAt, FieldCursor, portAt, stringAt, stringsAt } from '../fields';
import { Path } from '../path';
import { PROBE_PATHS } from './paths';

/** The request of a probe. The port is undefined if it was left out, which the API server rejects. */
export type ProbeCheck =
  | { readonly kind: 'httpGet'; readonly path: string; readonly port?: number | string; readonly scheme: string; readonly host?: string }
  | { readonly kind: 'tcpSocket'; readonly port?: number | string; readonly host?: string }
  | { readonly kind: 'grpc'; readonly port?: number; readonly service: string }
  | { readonly kind: 'exec'; readonly command: string[] }
  | { readonly kind: 'unknown' };

/** A probe, with the API server's defaults. */
export interface Probe {
  readonly timing: ProbeTiming;
  readonly check: ProbeCheck;
  /** How long the container may take to exit after this probe reached its failureThreshold, if not the pod's grace period. */
  readonly gracePeriod?: number;
}

/** The probe at a path below a container; undefined if it is absent. */
export function probeAt(container: FieldCursor, path: Path): Probe | undefined {
  const probe = mappingAt(container, path);
  if (probe.value === undefined) { return undefined; }
  return { timing: timingOf(probe), check: checkOf(probe), gracePeriod: numberAt(probe, PROBE_PATHS.gracePeriod) };
}

// The API server treats 0 as absent, so `||` and not `??`.
function timingOf(probe: FieldCursor): ProbeTiming {
  return {
    initialDelay: numberAt(probe, PROBE_PATHS.initialDelay) || 0,
    period: numberAt(probe, PROBE_PATHS.period) || 10,
    timeout: numberAt(probe, PROBE_PATHS.timeout) || 1,
    failureThreshold: numberAt(probe, PROBE_PATHS.failureThreshold) || 3,
    successThreshold: numberAt(probe, PROBE_PATHS.successThreshold) || 1,
  };
}

function checkOf(probe: FieldCursor): ProbeCheck {
  const http = mappingAt(probe, ['httpGet']);
  if (http.value) {
    return {
      kind: 'httpGet',
      path: stringAt(http, ['path']) || '/',
      port: portAt(http, ['port']),
      scheme: stringAt(http, ['scheme']) || 'HTTP',
      host: stringAt(http, ['host']),
    };
  }
  const tcp = mappingAt(probe, ['tcpSocket']);
  if (tcp.value) { return { kind: 'tcpSocket', port: portAt(tcp, ['port']), host: stringAt(tcp, ['host']) }; }
  const grpc = mappingAt(probe, ['grpc']);
  if (grpc.value) { return { kind: 'grpc', port: numberAt(grpc, ['port']), service: stringAt(grpc, ['service']) ?? '' }; }
  const exec = mappingAt(probe, ['exec']);
  return exec.value ? { kind: 'exec', command: stringsAt(exec, ['command']) } : { kind: 'unknown' };
}
