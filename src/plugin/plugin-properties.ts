import { FieldErrors, placeAt, rootOf } from '../manifests';
import { Check, day, mappingOf, Settings, valueOf, valuesOf } from '../settings';
import { show } from '../text';

const VALUES = ['platform', 'kubernetesVersion', 'failOn', 'show'] as const;

/** The `properties` of a validation in cdk8s.yaml. */
export interface PluginProperties {
  readonly settings: Partial<Settings>;
  /** A file with settings, instead of the one in the working directory. */
  readonly config?: string;
  /** What runs now, as `diff` takes it: a path or git:REV:PATH. */
  readonly baseline?: string;
  /** The day by which dates are judged, instead of today. */
  readonly at?: string;
}

/** Reads the properties, and throws if one of them is invalid: cdk8s shows the message. */
export function pluginProperties(properties: unknown): PluginProperties {
  const fieldErrors: FieldErrors = new Map();
  const places = mappingOf(placeAt(rootOf({ properties }, fieldErrors), ['properties']), [...VALUES, 'config', 'baseline', 'at']);
  const settings = valuesOf(places, VALUES);
  const config = valueOf(places.config, textOf('the path of a file with settings'));
  const baseline = valueOf(places.baseline, given => typeof given === 'string' && given.startsWith('cluster:')
    ? { wrong: `is ${show(given)}. Allowed: a path or git:REV:PATH. A synth does not read from a cluster.` } : textOf('a path or git:REV:PATH')(given));
  const at = valueOf(places.at, day);
  if (fieldErrors.size > 0) { throw refusal([...fieldErrors.values()].map(({ message }) => message)); }
  return { settings, config, baseline, at };
}

function textOf(allowed: string): Check<string> {
  return given => typeof given === 'string' && given !== '' ? { value: given } : { wrong: `is ${show(given)}. Allowed: ${allowed}.` };
}

function refusal(messages: readonly string[]): Error {
  const error = new Error(['ZeroDowntimeValidation in cdk8s.yaml:', ...messages.map(message => `  ${message}`)].join('\n'));
  // The CLI prints the stack, and our own lines do not help users.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
