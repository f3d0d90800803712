import { Contract } from './contract';

/** Members of a path of an OpenAPI document that are operations. */
export const OPENAPI_METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** An operation of an API, as its clients call it. */
export interface Operation {
  /** In capitals: `POST`. */
  readonly method: string;
  /** As the contract writes it: `/orders/{id}`. */
  readonly path: string;
}

/** A key for what clients call. They do not see the names of parameters in the path. */
export function operationKey({ method, path }: Operation): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
}

/** What differs between two contracts. */
export interface ContractChange {
  /** The stable name of this kind of change, such as oasdiff's `request-property-became-required`. */
  readonly id: string;
  /** Whether a client that works with the contract before the release may fail with the one after it. */
  readonly isBreaking: boolean;
  /** Undefined where it concerns the whole document, or a type of GraphQL or protobuf. */
  readonly operation?: Operation;
  /** What changes: one sentence in the present tense, without the operation. */
  readonly text: string;
  /** Where it is, as the segments of a JSON pointer into the canonical document of `side`; empty if unknown. */
  readonly at: readonly string[];
  readonly side: 'before' | 'after';
}

/** The result of a comparison. */
export type ContractComparison =
  | {
    readonly changes: readonly ContractChange[];
    /** The tool that compared them: `oasdiff 1.37.0 (WebAssembly)`. */
    readonly by: string;
  }
  /** Why they were not compared, as one sentence, and what to do about it. */
  | { readonly failure: string; readonly remedy: string };

/** Compares what clients rely on with what they will get. The same contracts always give the same comparison. */
export type CompareContracts = (before: Contract, after: Contract) => ContractComparison;
