import { Settings } from '../settings';

/** The settings with what `--exclude` leaves out in addition to the settings file. */
export function excluding(settings: Settings, patterns: readonly string[]): Settings {
  return { ...settings, exclude: [...settings.exclude ?? [], ...patterns.map(path => ({ path, file: `--exclude ${path}` }))] };
}
