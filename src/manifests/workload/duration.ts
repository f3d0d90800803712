const DURATION = /^(?=.)(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/;

/** The seconds in `30s`, `2m` or `1h30m`; undefined for other texts. */
export function parseDuration(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (!parts) { return undefined; }
  const [hours, minutes, seconds] = parts.slice(1).map(part => Number(part ?? 0));
  return (hours * 60 + minutes) * 60 + seconds;
}
