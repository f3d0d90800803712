import { readSettings, SETTINGS_FILE } from '../../src/settings';
import { inWorkspace, write } from '../cli/workspace';
import { shown } from '../manifests/reading';

inWorkspace();

function settingsIn(yaml: string) {
  write(SETTINGS_FILE, yaml);
  const { settings, problems } = readSettings();
  expect(shown(problems)).toEqual([]);
  return settings;
}

function problemsIn(yaml: string): string[] {
  write(SETTINGS_FILE, yaml);
  return shown(readSettings().problems).map(problem => problem.replace(`${SETTINGS_FILE}:`, ''));
}

test('no file means no settings', () => {
  expect(readSettings()).toEqual({ settings: {}, problems: [] });
});

test.each([[''], ['# nothing yet\n'], ['---\n'], ['{}'], ['\uFEFF# saved by Windows\r\n']])('an empty file means no settings (%j)', yaml => {
  expect(settingsIn(yaml)).toEqual({});
});

test('takes over everything that can be said', () => {
  expect(settingsIn(`
kubernetesVersion: "1.31"
platform: eks
exposure: awsAlb
deregistrationDelay: 20s
longestRequest: 2m
startupTime: 1m30s
minimumNotice: 180d
failOn: warning
severities:
  prestop-missing: warning
  pdb-blocks-eviction: off
exclude:
  - kind: Deployment
    namespace: legacy
  - { name: load-test-* }
`)).toEqual({
    kubernetesMinor: 31,
    platform: 'eks',
    exposure: 'awsAlb',
    deregistrationDelay: 20,
    longestRequest: 120,
    startupTime: 90,
    minimumNotice: 180,
    failOn: 'warning',
    severities: { 'prestop-missing': 'warning', 'pdb-blocks-eviction': 'off' },
    exclude: [
      { kind: 'Deployment', namespace: 'legacy', name: undefined, path: undefined, file: SETTINGS_FILE, line: 14 },
      { kind: undefined, namespace: undefined, name: 'load-test-*', path: undefined, file: SETTINGS_FILE, line: 16 },
    ],
  });
});

test('a key without a value is as good as left out', () => {
  expect(settingsIn('platform:\nseverities:\nexclude:\n')).toEqual({ severities: {}, exclude: [] });
});

test('reads the named file instead', () => {
  write(SETTINGS_FILE, 'platform: eks\n');
  expect(readSettings(write('other.yaml', 'platform: gke\n')).settings).toEqual({ platform: 'gke' });
});

describe('fails with the line when', () => {
  test.each([
    ['a key is unknown', 'a: 1\n', '1 error: a is not a setting. Allowed: kubernetesVersion, platform, exposure, deregistrationDelay, longestRequest, startupTime, minimumNotice, failOn, show, severities, namespaces, exclude or contracts.'],
    ['a number of days is a duration', 'minimumNotice: 24h\n', '1 error: minimumNotice is "24h". Allowed: a number of days such as 180d.'],
    ['a number of days is invalid', 'minimumNotice: 0d\n', '1 error: minimumNotice is "0d". Allowed: a number of days such as 180d.'],
    ['a day is for a run and not a setting', 'today: 2026-11-28\n', '1 error: today is not a setting.'],
    ['a key is a slip', '\nplatfrom: eks\n', '2 error: platfrom is not a setting: did you mean platform? Allowed: '],
    ['the version is a number', 'kubernetesVersion: 1.30\n', '1 error: kubernetesVersion is 1.3. Allowed: a version from 1.21, such as "1.31". Write it in quotes: without them, 1.30 is read as 1.3.'],
    ['the platform is unknown', 'platform: openshift\n', '1 error: platform is "openshift". Allowed: eks, aks or gke.'],
    ['the exposure is a part of a name', 'exposure: alb\n', '1 error: exposure is "alb". Allowed: cluster, ingressNginx, envoy, traefik, awsAlb, awsNlb, gcpLoadBalancer or azureAppGateway. Did you mean awsAlb?'],
    ['the exposure is a slip', 'exposure: awsALB\n', '1 error: exposure is "awsALB". Allowed: cluster, ingressNginx, envoy, traefik, awsAlb, awsNlb, gcpLoadBalancer or azureAppGateway. Did you mean awsAlb?'],
    ['a duration has no unit', 'longestRequest: 30\n', '1 error: longestRequest is 30. Allowed: a duration such as 30s, 2m or 1m30s.'],
    ['a duration is invalid', 'startupTime: soon\n', '1 error: startupTime is "soon". Allowed: a duration such as 30s, 2m or 1m30s.'],
    ['failOn is unknown', 'failOn: info\n', '1 error: failOn is "info". Allowed: error, warning or none.'],
    ['a rule is a slip', 'severities:\n  prestop-mising: off\n', '2 error: severities.prestop-mising is not the id of a rule: did you mean prestop-missing?'],
    ['a rule is unknown', 'severities: { everything: off }\n', '1 error: severities.everything is not the id of a rule. Write an id that the command `rules` lists, or remove it.'],
    ['the rule is one of diff', 'severities: { selector-changed: off }\n', '1 error: severities.selector-changed is not a rule of `check`, to which these severities apply. Remove it.'],
    ['an exception would be muted', 'severities: { acknowledgement-without-reason: off }\n', '1 error: severities.acknowledgement-without-reason cannot be changed'],
    ['a severity is unknown', 'severities: { prestop-missing: warn }\n', '1 error: severities.prestop-missing is "warn". Allowed: error, warning, info or off.'],
    ['a severity is left out', 'severities:\n  prestop-missing:\n', '2 error: severities.prestop-missing is empty. Allowed: error, warning, info or off.'],
    ['severities are a list', 'severities: [prestop-missing]\n', '1 error: severities is a list. Allowed: a mapping from rule ids to error, warning, info or off.'],
    ['exclude is a mapping', 'exclude: { name: web }\n', '1 error: exclude is a mapping. Allowed: a list of at most 1000 entries'],
    ['exclude is endless', `exclude: [${'{name: a},'.repeat(1001)}]\n`, '1 error: exclude has 1001 entries. Allowed: a list of at most 1000 entries'],
    ['an exclusion is empty', 'exclude:\n  - {}\n', '2 error: exclude[0] names nothing to exclude. Allowed: a mapping with kind, namespace, name or path, with * for any text.'],
    ['an exclusion is a word', 'exclude:\n  - web\n', '2 error: exclude[0] is "web". Allowed: a mapping with kind, namespace, name or path.'],
    ['an exclusion has a slip', 'exclude:\n  - nmae: web\n', '2 error: exclude[0].nmae is not a setting: did you mean name? Allowed: kind, namespace, name or path.'],
    ['a name is a number', 'exclude:\n  - name: 42\n', '2 error: exclude[0].name is 42. Allowed: text, with * for any text. Write it in quotes.'],
    ['it is a list', '- platform: eks\n', '1 error: This file is a list. Allowed: a mapping with kubernetesVersion'],
    ['it is not YAML', 'platform: [eks\n', '1 error: This file cannot be read: it is not valid YAML'],
    ['a key is repeated', 'platform: eks\nplatform: gke\n', '2 error: A key is repeated'],
    ['it has two documents', 'platform: eks\n---\nplatform: gke\n', '2 error: A second document begins here, but only one is read. Remove it.'],
  ])('%s', (_, yaml, message) => {
    const problems = problemsIn(yaml);
    expect(problems).toEqual([expect.stringContaining(message)]);
  });

  test('it ends in .yml, since it would count for nothing', () => {
    write('.zero-downtime.yml', 'platform: eks\n');
    expect(shown(readSettings().problems)).toEqual(['.zero-downtime.yml error: Settings are read from .zero-downtime.yaml only. Rename this file.']);
  });

  test('the named file does not exist', () => {
    expect(shown(readSettings('nowhere.yaml').problems)).toEqual([expect.stringMatching(/^nowhere\.yaml error: There is no settings file at this path/)]);
  });
});

test('says all that is wrong at once, and takes over the rest', () => {
  write(SETTINGS_FILE, 'platform: x\nexposure: y\nfailOn: warning\n');
  const { settings, problems } = readSettings();
  expect(settings).toEqual({ failOn: 'warning' });
  expect(problems.map(({ line }) => line)).toEqual([1, 2]);
});

describe('is not harmed by', () => {
  test.each([
    ['aliases of aliases', `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((key, i) => `${key}: &${key} [${`*${'abcdefg'[i]},`.repeat(9)}]`).join('\n')}\n`],
    ['deep nesting', `a: ${'['.repeat(5000)}`],
    ['a megabyte of keys', Array.from({ length: 60_000 }, (_, i) => `key-${i}: 1\n`).join('')],
    ['an endless key', `? ${'x'.repeat(500_000)}\n: 1\n`],
    ['more than a megabyte', '#'.repeat(1_100_000)],
    ['a prototype', '__proto__: { platform: eks }\nconstructor: 1\n'],
  ])('%s', (_, yaml) => {
    const began = process.cpuUsage();
    const problems = problemsIn(yaml);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(101);
    expect(Math.max(...problems.map(problem => problem.length))).toBeLessThan(400);
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(3);
    expect(({} as { platform?: string }).platform).toBeUndefined();
  });
});

test('the severities of rules about contracts are set, though they are rules of `diff`', () => {
  expect(settingsIn('severities: { contract-narrowed-in-version: warning, contract-not-compared: off }\n').severities)
    .toEqual({ 'contract-narrowed-in-version': 'warning', 'contract-not-compared': 'off' });
});
