import { Cause } from './cause';
import { FailureKind, Stream } from '../load/attempt';

/** Failures of one kind that have the same cause. */
export interface Explanation {
  readonly kind: FailureKind;
  readonly cause: Cause;
  readonly streams: readonly Stream[];
  readonly count: number;
  /** When the first and the last of them failed, or were sent, if they timed out; in milliseconds of the client's clock, since 1970. */
  readonly from: number;
  readonly to: number;
  /** The event in a sentence: `web-1 was deleted 0.3 s before, and its container web exited with 0: …` */
  readonly event: string;
  /** Findings of check and diff about it; absent where no rule of check or diff explains it. */
  readonly rule?: ExplainingRule;
}

export interface ExplainingRule {
  readonly id: string;
  /** `Deployment shop/web`. */
  readonly object: string;
  readonly message: string;
  readonly fix: string;
}
