import { inCallersLanguage, propInCallersLanguage, valueInCallersLanguage } from './callers-language';
import { oneLine, formatValue } from './format-value';

/** One value that cannot work. Every part is a plain phrase for the reader of a build log. */
export interface PropError {
  /** The prop, as the user writes it: `autoscaling.minReplicas`. */
  readonly prop: string;
  readonly given: unknown;
  /** The value in words, where it is more than one. */
  readonly shown?: string;
  /** Completes "Allowed: …". */
  readonly allowed: string;
  /** What users of the service would notice, or what the cluster would do. A sentence. */
  readonly because: string;
  /** Completes "Remedy: …". */
  readonly remedy: string;
  /** The rule that can be acknowledged to do this on purpose. */
  readonly rule?: string;
}

/** Collects all errors in the props of one construct, so that they are reported together. */
export class PropErrors {
  private readonly messages = new Map<string, string>();

  constructor(private readonly path: string, private readonly acknowledged: ReadonlySet<string> = new Set()) {}

  public add(refusal: PropError): void {
    if (refusal.rule && this.acknowledged.has(refusal.rule)) { return; }
    // Only the first error for a prop is kept; later ones are usually its consequences.
    if (!this.messages.has(refusal.prop)) { this.messages.set(refusal.prop, describe(this.path, refusal)); }
  }

  /** Whether the props acknowledge that this rule is broken on purpose. */
  public acknowledges(rule: string): boolean {
    return this.acknowledged.has(rule);
  }

  /** Whether one of these props, or a part of one, was refused: errors that follow from it then add no information. */
  public has(...props: string[]): boolean {
    return [...this.messages.keys()].some(refused => props.some(prop => refused === prop || /^[.[ ]/.test(refused.slice(prop.length)) && refused.startsWith(prop)));
  }

  /** All errors, without the construct path, which cdk8s puts before each problem. */
  public all(): string[] {
    return [...this.messages.values()].map(message => message.slice(`[${this.path}] `.length));
  }

  public throwIfAny(): void {
    if (this.messages.size > 0) { throw new Error([...this.messages.values()].join('\n')); }
  }
}

const LONGEST_PROP = 200;

/** The whole message about one value, as the caller's language writes it. */
export function describe(path: string, { prop, given, shown, allowed, because, remedy, rule }: PropError): string {
  const onPurpose = rule ? ` If it is on purpose, give the reason: acknowledge: { '${rule}': '…' }.` : '';
  const value = shown === undefined ? valueInCallersLanguage(formatValue(given)) : inCallersLanguage(oneLine(shown));
  const advice = inCallersLanguage(`Allowed: ${allowed}. ${because} Remedy: ${remedy}.${onPurpose}`);
  return `[${path}] '${propInCallersLanguage(oneLine(prop, LONGEST_PROP))}' is ${value}. ${advice}`;
}

/** The same about a field of a manifest, which has one name in all languages. */
export function describeField(path: string, { prop, given, allowed, because, remedy }: PropError): string {
  return `[${path}] '${oneLine(prop, LONGEST_PROP)}' is ${formatValue(given)}. Allowed: ${allowed}. ${because} Remedy: ${remedy}.`;
}
