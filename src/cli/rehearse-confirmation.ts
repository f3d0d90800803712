import { Io } from './io';
import { LoadBeforeAddress } from './rehearse-load';
import { RehearseOptions } from './rehearse-options';
import { repeatedRequests } from '../rehearse/load/repeated-requests';
import { Plan } from '../rehearse/plan/plan';
import { planAsText } from '../report/rehearsal/plan-text';

/** Shows the plan, and asks whether it may be done: with the name of the context, where no option says it. */
export function isConfirmed(plan: Plan, load: LoadBeforeAddress, { yes, sender }: RehearseOptions, io: Io): boolean {
  // Of load at the full rate, after one ramp.
  const seconds = plan.requests.worst / load.rate + load.ramp / 2;
  const repeated = repeatedRequests({ ...load, origin: load.origin ?? '' }, seconds);
  io.out(planAsText(plan, { sender: sender.kind, repeated }, { width: io.width }));
  if (plan.contextToConfirm !== undefined) {
    if (!io.answer || yes) {
      io.err(`No option names the context, so it would be whichever is current: ${plan.contextToConfirm}. Add --context=${plan.contextToConfirm}.\n`);
      return false;
    }
    if (io.answer(`Type the name of the context to rehearse there (${plan.contextToConfirm}): `) !== plan.contextToConfirm) {
      io.err('That is another name, so nothing was done.\n');
      return false;
    }
    return true;
  }
  if (yes) { return true; }
  if (!io.confirm) {
    io.err('There is no terminal to ask on, so nothing was done. Add --yes to rehearse without a question.\n');
    return false;
  }
  return io.confirm('Rehearse? [y/N] ');
}
