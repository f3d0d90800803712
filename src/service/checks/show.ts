const LONGEST = 100;

/** A value as a person would write it, short and on one line, whatever it is. */
export function show(value: unknown): string {
  const text = write(value).replace(/\s+/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function write(value: unknown): string {
  if (typeof value === 'string') { return JSON.stringify(value); }
  if (value === null || typeof value !== 'object') { return String(value); }
  if (isDuration(value)) { return `${value.toMilliseconds({ integral: false }) / 1000} s`; }
  if ('value' in value && ['string', 'number'].includes(typeof value.value)) { return write(value.value); }
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

interface DurationLike {
  toMilliseconds(options: { integral: boolean }): number;
}

/** By shape, since an app may have more than one copy of cdk8s. */
export function isDuration(value: unknown): value is DurationLike {
  return typeof value === 'object' && value !== null && typeof (value as DurationLike).toMilliseconds === 'function';
}
