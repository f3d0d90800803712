import { Io } from './io';
import { LoadBeforeAddress } from './rehearse-load';
import { RehearseOptions } from './rehearse-options';
import { repeatedRequests } from '../rehearse/load/repeated-requests';
import { Plan } from '../rehearse/plan/plan';
import { planAsText } from '../report/rehearsal/plan-text';

/** Shows the plan, and asks for confirmation: by the name of the context, if no option names it. */
export function isConfirmed(plan: Plan, load: LoadBeforeAddress, { yes, sender }: RehearseOptions, io: Io): boolean {
  // Seconds of load at the full rate, after one ramp.
  const seconds = plan.requests.worst / load.rate + load.ramp / 2;
  const repeated = repeatedRequests({ ...load, origin: load.origin ?? '' }, seconds);
  io.out(planAsText(plan, { sender: sender.kind, repeated }, { width: io.width }));
  if (plan.contextToConfirm !== undefined) {
    if (!io.answer || yes) {
      io.err(`No option names the context, so the current one would be used: ${plan.contextToConfirm}. Add --context=${plan.contextToConfirm}.\n`);
      return false;
    }
    if (io.answer(`Type the name of the context to rehearse there (${plan.contextToConfirm}): `) !== plan.contextToConfirm) {
      io.err('The name does not match, so nothing was done.\n');
      return false;
    }
    return true;
  }
  if (yes) { return true; }
  if (!io.confirm) {
    io.err('There is no terminal for a prompt, so nothing was done. Add --yes to rehearse without a prompt.\n');
    return false;
  }
  return io.confirm('Rehearse? [y/N] ');
}
