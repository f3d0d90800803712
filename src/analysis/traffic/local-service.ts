import { rootOf, Service, stringAt, Workload } from '../../manifests';

/** A Service that sends callers only to the pods on their own node. */
export function localService({ services }: Workload): Service | undefined {
  return services.find(({ object, headless }) => !headless && stringAt(rootOf(object.json), ['spec', 'internalTrafficPolicy']) === 'Local');
}
