import { show } from './show';

/** One value that cannot work. Every part is a plain phrase for whoever reads the build log. */
export interface Refusal {
  /** The prop, as the user writes it: `autoscaling.minReplicas`. */
  readonly prop: string;
  readonly given: unknown;
  /** The value in words, where it is more than one. */
  readonly shown?: string;
  /** Completes "Allowed: …". */
  readonly allowed: string;
  /** What users of the service would feel, or what the cluster would do. A sentence. */
  readonly because: string;
  /** Completes "Remedy: …". */
  readonly remedy: string;
  /** The rule by which this may be done on purpose. */
  readonly rule?: string;
}

/** Collects what is wrong with the props of one construct, so that all of it is said at once. */
export class Refusals {
  private readonly messages: string[] = [];

  constructor(private readonly path: string, private readonly acknowledged: ReadonlySet<string> = new Set()) {}

  public add(refusal: Refusal): void {
    if (refusal.rule && this.acknowledged.has(refusal.rule)) { return; }
    this.messages.push(describe(this.path, refusal));
  }

  public throwIfAny(): void {
    if (this.messages.length > 0) { throw new Error(this.messages.join('\n')); }
  }
}

/** The whole message about one value. */
export function describe(path: string, { prop, given, shown, allowed, because, remedy, rule }: Refusal): string {
  const onPurpose = rule ? ` If it is meant, say why: acknowledge: { '${rule}': '…' }.` : '';
  return `[${path}] '${prop}' is ${shown ?? show(given)}. Allowed: ${allowed}. ${because} Remedy: ${remedy}.${onPurpose}`;
}
