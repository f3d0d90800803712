/** Seconds between the best and the worst case. */
export interface Span {
  readonly best: number;
  readonly worst: number;
}

export function span(best: number, worst: number = best): Span {
  return { best, worst };
}

export function addSpans(...spans: Span[]): Span {
  return span(spans.reduce((sum, { best }) => sum + best, 0), spans.reduce((sum, { worst }) => sum + worst, 0));
}

export function timesSpan(factor: number, { best, worst }: Span): Span {
  return span(factor * best, factor * worst);
}
