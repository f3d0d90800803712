import { listAt, numberAt, FieldCursor, stringAt } from '../fields';
import { Path } from '../path';
import { CONTAINER_PATHS } from './paths';
import { PreStopHook, preStopOf } from './pre-stop';
import { Probe, probeAt } from './probe';

/** A port that a container declares. */
export interface ContainerPort {
  readonly name?: string;
  readonly number: number;
  readonly protocol: string;
}

/** A container of a pod, with the API server's defaults. */
export interface Container {
  /** Empty if it was left out, which the API server rejects. */
  readonly name: string;
  readonly image: string;
  readonly ports: ContainerPort[];
  readonly startup?: Probe;
  readonly readiness?: Probe;
  readonly liveness?: Probe;
  readonly preStop?: PreStopHook;
  /** Its path in the Deployment; `CONTAINER_PATHS` are relative to it. */
  readonly path: Path;
}

export function containerOf(place: FieldCursor): Container {
  return {
    name: stringAt(place, CONTAINER_PATHS.name) ?? '',
    image: stringAt(place, CONTAINER_PATHS.image) ?? '',
    ports: listAt(place, CONTAINER_PATHS.ports).flatMap(portOf),
    startup: probeAt(place, CONTAINER_PATHS.startup),
    readiness: probeAt(place, CONTAINER_PATHS.readiness),
    liveness: probeAt(place, CONTAINER_PATHS.liveness),
    preStop: preStopOf(place),
    path: place.path,
  };
}

function portOf(place: FieldCursor): ContainerPort[] {
  const number = numberAt(place, ['containerPort']);
  if (number === undefined) { return []; }
  return [{ name: stringAt(place, ['name']) || undefined, number, protocol: stringAt(place, ['protocol']) || 'TCP' }];
}
