import { Span } from '../lifecycle';

/** `45 s`, `6 min 21 s`, `1 h 5 min`. */
export function seconds(amount: number): string {
  const whole = Math.round(amount);
  if (whole < 120) { return `${whole} s`; }
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole % 3600 / 60), whole % 60];
  return [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`, rest > 0 && hours === 0 && `${rest} s`].filter(Boolean).join(' ');
}

/** `12 s to 2 min 8 s`, or one of the two if they are the same. */
export function inWords({ best, worst }: Span): string {
  return seconds(best) === seconds(worst) ? seconds(best) : `${seconds(best)} to ${seconds(worst)}`;
}
