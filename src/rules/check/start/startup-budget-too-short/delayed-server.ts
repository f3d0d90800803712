import { startupProbeLikeLiveness } from './liveness';
import { runningContainers } from '../../../../analysis/pod/containers';
import { probePath } from '../../../../analysis/pod/probes';
import { StartDelay, startDelaysOf } from '../../../../analysis/pod/start-delay';
import { mayKillStart, startupTimeOf } from '../../../../analysis/pod/startup';
import { guaranteedStartup } from '../../../../lifecycle';
import { Container, Probe, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { sufficientStartupProbe } from '../../../fixes/startup-probe';
import { Violation } from '../../../rule';
import { capitalizedContainerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

/** A server that starts after a sleep, a wait or a migration, and a probe that does not wait for that. */
export const delayedServer = workloadPart((workload, profile) => {
  // The longest start, if known, includes these delays.
  if (startupTimeOf(workload, profile) !== undefined) { return undefined; }
  const delayed = runningContainers(workload).flatMap((container): Delayed[] => {
    const killer = killerOf(container);
    const delays = killer ? startDelaysOf(workload, container) : [];
    return killer && delays.length > 0 ? [{ container, killer, delays }] : [];
  });
  return delayed.length === 0 ? undefined : delayed.flatMap(each => violationOf(workload, each));
});

interface Delayed {
  readonly container: Container;
  readonly killer: Probe;
  readonly delays: readonly StartDelay[];
}

/** The probe that may kill the container before the server answers; a probe that runs a command may pass earlier. */
function killerOf({ startup, liveness }: Container): Probe | undefined {
  const killer = startup ?? liveness;
  return killer && killer.check.kind !== 'exec' ? killer : undefined;
}

/** Probes that allow a migration this much time are not reported. */
const MIGRATION = 60;
/** What a startup probe allows in a fix: its owner must know how long migrations take. */
const LONG_MIGRATION = 300;
/** Seconds for the server itself, whose start time is unknown. */
const OWN_START = 30;

function total(delays: readonly StartDelay[]): number {
  return delays.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
}

function violationOf(workload: Workload, { container, killer: { timing }, delays }: Delayed): Violation[] {
  const [surely, seconds] = [delays.filter(({ isCertain }) => isCertain), delays].map(total);
  const allowed = guaranteedStartup(timing);
  const kind = container.startup ? 'startup' : 'liveness';
  const path = probePath(container, kind);
  const { initialDelay, failureThreshold, period } = timing;
  const kills = `but its ${kind} probe may kill it after ${allowed} s (${initialDelay} + ${failureThreshold - 1} × ${period})`;
  if (mayKillStart(timing, seconds)) {
    return [{
      path,
      // If the wait takes that long, its dependency is missing anyway, and a restart begins the wait again.
      severity: surely > allowed ? 'error' : 'info',
      message: `${capitalizedContainerLabel(container)} runs ${called(delays)} before its server, which therefore starts after ${surely === seconds ? '' : 'up to '}${seconds} s, `
        + `${kills}: each start is killed before the server answers.`,
      ...edited(container.startup ? sufficientStartupProbe(path, seconds + OWN_START, period)
        : [{ path: probePath(container, 'startup'), value: startupProbeLikeLiveness(workload, container, seconds + OWN_START) }], { byHand: 'how long the server itself takes to start' }),
    }];
  }
  const migration = delays.find(delay => delay.seconds === undefined);
  return !migration || container.startup || allowed >= MIGRATION ? [] : [{
    path,
    severity: 'warning',
    message: `${capitalizedContainerLabel(container)} runs ${called([migration])} before its server, ${kills}: a longer migration is interrupted, and begins again at each restart.`,
    ...edited([{ path: probePath(container, 'startup'), value: startupProbeLikeLiveness(workload, container, LONG_MIGRATION) }], {
      or: 'migrate in a Job that runs before the update',
      byHand: 'how long the longest migration takes',
    }),
  }];
}

function called(delays: readonly StartDelay[]): string {
  return delays.map(delay => shorten(delay.called)).join(' and ');
}
