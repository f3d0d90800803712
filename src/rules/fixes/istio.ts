import { edited, Fix } from './edited';
import { ISTIO_CONFIG } from '../../analysis/traffic/mesh';
import { showPath, Workload, WORKLOAD_PATHS } from '../../manifests';

/** A line of block YAML, the usual style; the rest may be on one line. */
const LINES = /^(?:[A-Za-z]\w*:.*|\s.*|)$/;

/** Sets a field of the Istio proxy configuration, which is YAML in an annotation of the pods. */
export function withIstioSetting({ podAnnotations }: Workload, name: string, value: string, or?: string): Fix {
  const path = [...WORKLOAD_PATHS.podAnnotations, ISTIO_CONFIG];
  const lines = (podAnnotations[ISTIO_CONFIG] ?? '').split('\n').filter(line => line.trim() !== '');
  if (!lines.every(line => LINES.test(line))) {
    return { fix: `Set ${name}: ${value} in ${showPath(path)}${or === undefined ? '' : `, or ${or}`}.` };
  }
  const others = lines.filter(line => !line.startsWith(`${name}:`));
  return edited([{ path, value: [...others, `${name}: ${value}`].join('\n') }], { or });
}
