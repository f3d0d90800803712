import { clock } from './clock';
import { LoadBeforeAddress } from './rehearse-load';
import { RehearseOptions } from './rehearse-options';
import { ManifestObject } from '../manifests';
import { Kubectl } from '../rehearse/kubectl';
import { LoadPlan } from '../rehearse/load/load-plan';
import { Load, startLoadProcess } from '../rehearse/load/load-process';
import { Plan } from '../rehearse/plan/plan';
import { sendFromPod } from '../rehearse/send-from-pod';
import { addressOf } from '../rehearse/service-address';

export interface Sending {
  readonly kubectl: Kubectl;
  readonly plan: Plan;
  readonly load: LoadBeforeAddress;
  readonly options: RehearseOptions;
  readonly called?: { readonly service: ManifestObject };
}

/** Starts to send requests: from a process of this machine, or from a pod. */
export async function send(
  run: number, { kubectl, plan, load, options: { sender }, called }: Sending,
): Promise<{ readonly load: Load; readonly loadPlan: LoadPlan }> {
  const address = called ? await addressOf(kubectl, called.service) : undefined;
  const loadPlan = { ...load, ...address, origin: address?.origin ?? load.origin! };
  return {
    loadPlan,
    load: sender.kind === 'pod'
      ? await sendFromPod(kubectl, loadPlan, { id: plan.id, run, image: sender.image, notOn: plan.cordons }, clock)
      : startLoadProcess(loadPlan),
  };
}
