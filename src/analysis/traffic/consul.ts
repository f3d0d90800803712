import { Workload } from '../../manifests';

type Pods = Pick<Workload, 'podAnnotations'>;

const INJECT = 'consul.hashicorp.com/connect-inject';
const NATIVE = 'consul.hashicorp.com/enable-consul-dataplane-as-sidecar';
export const CONSUL_LIFECYCLE = 'consul.hashicorp.com/enable-sidecar-proxy-lifecycle';
export const CONSUL_GRACE = 'consul.hashicorp.com/sidecar-proxy-lifecycle-shutdown-grace-period-seconds';

/** What Consul's chart sets for all pods, since it has these settings. */
const DEFAULT_GRACE = 30;

/** Whether Consul adds its proxy to the pods, as an ordinary container. */
export function hasConsul({ podAnnotations }: Pods): boolean {
  return flagIn(podAnnotations[INJECT]) === true && flagIn(podAnnotations[NATIVE]) !== true;
}

/** Seconds from the request to stop until Consul's proxy ends; undefined if an annotation has another form. */
export function consulGrace({ podAnnotations }: Pods): number | undefined {
  const isOn = podAnnotations[CONSUL_LIFECYCLE] ? flagIn(podAnnotations[CONSUL_LIFECYCLE]) : true;
  if (isOn !== true) { return isOn === false ? 0 : undefined; }
  const written = podAnnotations[CONSUL_GRACE];
  if (written === undefined) { return DEFAULT_GRACE; }
  return /^\d{1,6}$/.test(written) ? Number(written) : undefined;
}

/** A boolean as Go reads it. */
function flagIn(text: string | undefined): boolean | undefined {
  if (/^(?:1|t|true|True|T|TRUE)$/.test(text ?? '')) { return true; }
  return /^(?:0|f|false|False|F|FALSE)$/.test(text ?? '') ? false : undefined;
}
