import { Io } from './io';
import { CleanOptions } from './rehearse-options';
import { clean } from '../rehearse/changes/clean';
import { currentContext, kubectlIn } from '../rehearse/kubectl';

/** `rehearse --clean ID --namespace NAME`: restores what a killed rehearsal changed. */
export async function cleanCommand({ clean: id, context: named, namespace, yes }: CleanOptions, io: Io): Promise<number> {
  const context = named ?? await currentContext();
  if (context === undefined || namespace === undefined) {
    io.err(`${context === undefined ? 'kubectl has no current context. Name one with --context.' : 'Name the namespace of the rehearsal with --namespace.'}\n`);
    return 2;
  }
  const question = `Restore what rehearsal ${id} changed in namespace ${namespace} of context ${context}? [y/N] `;
  if (!yes && !io.confirm?.(question)) {
    io.err(io.confirm ? 'Nothing was done.\n' : 'There is no terminal for a prompt, so nothing was done. Add --yes to restore it without a prompt.\n');
    return 2;
  }
  const { done, problems } = await clean(kubectlIn(context, namespace), id);
  done.forEach(line => io.out(`${line}\n`));
  problems.forEach(line => io.err(`error: ${line}\n`));
  if (problems.length === 0 && done.length === 0) { io.out(`Nothing had to be restored in namespace ${namespace}.\n`); }
  return problems.length === 0 ? 0 : 2;
}
