import { App, Chart } from 'cdk8s';
import { expectPythonNames } from './python-names';
import { HealthCheck, ZeroDowntimeService, ZeroDowntimeServiceProps } from '../../../src';

/** Props as a caller without type checks may write them: any value, any name. */
export type AnyProps = { readonly [prop in keyof ZeroDowntimeServiceProps]?: unknown } & { readonly [prop: string]: unknown };

export const PATH = 'prod/my-svc';

/** The smallest service, with whatever is given on top. */
export function newService(chart: Chart, id: string, props: AnyProps = {}): ZeroDowntimeService {
  return new ZeroDowntimeService(chart, id, {
    image: 'registry.example.com/my-svc:1.4.2',
    healthCheck: HealthCheck.http('/healthcheck'),
    ...props,
  } as any);
}

/** What the constructor says about these props. */
export function refusalOf(props: AnyProps, id: string = 'my-svc'): string {
  return messageOf(() => newService(new Chart(new App(), 'prod'), id, props));
}

/** What `app.synth()` says about an app. */
export function problemsOf(build: (app: App) => void): string {
  const app = new App();
  build(app);
  return messageOf(() => app.synthYaml());
}

/** The same for an app with one chart, `prod`. */
export function problemsIn(build: (chart: Chart) => void): string {
  return problemsOf(app => build(new Chart(app, 'prod')));
}

/** The manifests of a service that is refused nowhere. */
export function manifestsOf(props: AnyProps, id: string = 'my-svc'): string {
  const app = new App();
  newService(new Chart(app, 'prod'), id, props);
  return app.synthYaml();
}

export function messageOf(act: () => unknown): string {
  const message = thrownBy(act);
  if (message === undefined) { throw new Error('nothing was refused'); }
  const python = process.env.JSII_AGENT === undefined ? inPython(() => thrownBy(act)) : undefined;
  // An act that builds into a chart at hand cannot be done twice.
  if (python !== undefined && !python.startsWith('There is already a Construct')) { expectPythonNames(message, python); }
  return message;
}

/** What is done by a program in Python, or by one in the language that jsii calls so. */
export function inPython<T>(act: () => T, agent: string = 'Python/3.11.2'): T {
  process.env.JSII_AGENT = agent;
  try {
    return act();
  } finally {
    delete process.env.JSII_AGENT;
  }
}

function thrownBy(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (e) {
    return (e as Error).message;
  }
}

/** The props that a message names, a line each. */
export function propsIn(message: string): string[] {
  return message.split('\n').map(line => /^\[.*?\] '(.+?)' is /.exec(line)![1]);
}

/** What a message advises, a line each, without how to do it on purpose. */
export function remediesIn(message: string): string[] {
  return message.split('\n').map(line => line.split(' Remedy: ')[1].replace(/ If it is on purpose, .*/, ''));
}

/** The parts of the message about one value. Each may be a part of the words, if it is the telling one. */
export interface Parts {
  /** As the user writes it. */
  readonly prop: string;
  /** The whole value, as shown. */
  readonly given: string;
  readonly allowed: string;
  /** What users would feel. */
  readonly because: string;
  readonly remedy: string | RegExp;
  /** The rule by which it may be done on purpose; absent, the message must not offer one. */
  readonly rule?: string;
}

/** Remedies for a number that is refused, where it is required and where it may be left out. */
export const A_NUMBER = /^write (?:a number, such as \S+|at (?:least|most) \S+|\S+ or \d+)\.$/;
export const A_NUMBER_OR_NONE = /^write (?:a number, such as \S+|at (?:least|most) \S+|\S+ or \d+), or leave it out\.(?: If it is on purpose, .*)?$/;

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Expects one line about that prop and value, with every part in its place. */
export function expectRefusal(props: AnyProps, parts: Parts): void {
  expectParts(refusalOf(props), parts);
}

/** The same for a message at hand. */
export function expectParts(message: string, { prop, given, allowed, because, remedy, rule }: Parts): void {
  const start = `[${PATH}] '${prop}' is ${given}. Allowed: `;
  expect(message).toContain(start);
  const line = message.split('\n').find(l => l.startsWith(start))!;
  const [before, after] = line.slice(start.length).split(' Remedy: ');
  expect(before).toContain(allowed);
  expect(before).toContain(because);
  expect(after).toMatch(typeof remedy === 'string' ? new RegExp(escaped(remedy)) : remedy);
  if (rule) {
    expect(after).toContain(`If it is on purpose, give the reason: acknowledge: { '${rule}': '…' }`);
  } else {
    expect(after).not.toContain('If it is on purpose');
  }
}
