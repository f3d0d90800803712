import type { Contract, ContractComparison } from '../contracts';

/** Where tools are looked for. */
export interface Surroundings {
  /** The folder of the app: packages are looked for in its `node_modules`. */
  readonly cwd: string;
  /** Its `PATH`; tools do not get the other variables, so that no setting hides changes from them. */
  readonly env: NodeJS.ProcessEnv;
}

/** Compares contracts of one kind that differ. */
export type CompareKind = (before: Contract, after: Contract, surroundings: Surroundings) => ContractComparison;
