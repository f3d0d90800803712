import { edited, Fix } from './edited';
import { ISTIO_CONFIG } from '../../analysis/traffic/mesh';
import { showPath, Workload, WORKLOAD_PATHS } from '../../manifests';

/** A line of block YAML, as most write it; what else there is may be written on one line. */
const LINES = /^(?:[A-Za-z]\w*:.*|\s.*|)$/;

/** Sets a field of the configuration that the pods give their Istio proxy: YAML in an annotation. */
export function withIstioSetting({ podAnnotations }: Workload, name: string, value: string, or?: string): Fix {
  const path = [...WORKLOAD_PATHS.podAnnotations, ISTIO_CONFIG];
  const lines = (podAnnotations[ISTIO_CONFIG] ?? '').split('\n').filter(line => line.trim() !== '');
  if (!lines.every(line => LINES.test(line))) {
    return { fix: `Set ${name}: ${value} in ${showPath(path)}${or === undefined ? '' : `, or ${or}`}.` };
  }
  const others = lines.filter(line => !line.startsWith(`${name}:`));
  return edited([{ path, value: [...others, `${name}: ${value}`].join('\n') }], { or });
}
