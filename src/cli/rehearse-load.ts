import { problemAsLine } from './output';
import { RehearseOptions } from './rehearse-options';
import { ManifestSet } from '../manifests';
import { answerTimeout } from '../rehearse/load/answer-timeout';
import { expectedStatus, EXPECTED_STATUS } from '../rehearse/load/expected-status';
import { LoadPlan, RequestLine } from '../rehearse/load/load-plan';
import { localPortOf, targetOf } from '../rehearse/load/origin';
import { portForwardOn } from '../rehearse/load/port-forward';
import { readRequests } from '../rehearse/load/requests-file';
import { Checked, clusterProfileOf, Settings } from '../settings';

/** Seconds until the rate is reached. */
const RAMP = 5;
/** Of slow requests, which stay in flight for long: a tenth of the rate, and at most so many in a second. */
const MOST_SLOW = 5;
/** The load that the options ask for. Where no URL is given, the address is that of a Service, which is known later. */
export type LoadBeforeAddress = Omit<LoadPlan, 'origin'> & Partial<Pick<LoadPlan, 'origin'>>;

/** The load, or what is wrong with what asks for it. */
export function loadOf(options: RehearseOptions, manifests: ManifestSet, settings: Settings): LoadBeforeAddress | string[] {
  const wrong: string[] = [];
  const valueOf = <T>(option: string, checked: Checked<T>): T | undefined => {
    if ('wrong' in checked) { wrong.push(`--${option} ${checked.wrong}`); }
    return 'value' in checked ? checked.value : undefined;
  };
  const { sender, rate, streams, slowPath, requests: file, host, resolve, versionHeader, insecure } = options;
  const target = sender.url === undefined ? undefined : valueOf('url', targetOf(sender.url));
  if (target && sender.kind === 'url') { wrong.push(...portForwardTo(target.origin, resolve)); }
  const expect = valueOf('expect', expectedStatus(options.expect ?? EXPECTED_STATUS)) ?? [];
  const read = file === undefined ? undefined : readRequests(file);
  wrong.push(...(read?.problems ?? []).map(problem => problemAsLine(problem).trimEnd()));
  if (wrong.length > 0) { return wrong; }
  const first: RequestLine = target?.request ?? { path: '/' };
  return {
    origin: target?.origin,
    host,
    resolve,
    rate,
    ramp: RAMP,
    streams,
    requests: read?.requests ?? [first],
    slowRequests: slowPath === undefined ? [] : [{ path: slowPath }],
    slowRate: Math.min(MOST_SLOW, rate / 10),
    expect,
    timeout: answerTimeout(manifests, clusterProfileOf(settings)),
    versionHeader,
    insecure,
  };
}

function portForwardTo(origin: string, resolve: string | undefined): string[] {
  const port = localPortOf(origin, resolve);
  const owner = port === undefined ? undefined : portForwardOn(port);
  return owner === undefined ? [] : [
    `--url is ${origin}, where \`${owner.command}\` (process ${owner.pid}) listens. A port-forward leads to one pod and ends with it, so an update would seem to `
    + 'lose requests that no user loses. Name the address of the route (with --host and --resolve, if its name has no DNS yet), or send from a pod: --from-cluster.',
  ];
}
