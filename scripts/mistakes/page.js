// Runs each case in an app that has the package installed, and prints docs/mistakes.md: node page.js APP
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { createRequire } = require('module');

const app = path.resolve(process.argv[2]);
const load = createRequire(path.join(app, 'main.js'));
const { ApiObject, App, Chart, Duration, JsonPatch } = load('cdk8s');
const kplus = load('cdk8s-plus-27');
const library = load('cdk8s-zero-downtime');
const CASES = require('./cases');

const NAMES = { ...library, ApiObject, JsonPatch, kplus, s: Duration.seconds };

function outcomeOf(code, { namespace, settings }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mistake-'));
  try {
    const outdir = path.join(folder, 'dist');
    const cdk8sApp = new App({ outdir });
    const chart = new Chart(cdk8sApp, 'shop', { namespace });
    let service;
    const svc = props => service = new library.ZeroDowntimeService(chart, 'web', {
      image: 'registry.example.com/web:1.4.2', healthCheck: library.HealthCheck.http('/ready'), ...props,
    });
    const worker = props => service = new library.ZeroDowntimeWorker(chart, 'mailer', { image: 'registry.example.com/mailer:1.4.2', ...props });
    try {
      new Function('chart', 'svc', 'worker', ...Object.keys(NAMES), code)(chart, svc, worker, ...Object.values(NAMES));
      cdk8sApp.synth();
    } catch (e) {
      return ['refused', e.message.replace(/^Validation failed with the following errors:\s*/, '').trim()];
    }
    if (settings) { fs.writeFileSync(path.join(folder, '.zero-downtime.yaml'), settings); }
    const command = (...args) => spawnSync('node', [path.join(app, 'node_modules/cdk8s-zero-downtime/lib/cli/main.js'), ...args], { cwd: folder, encoding: 'utf8' }).stdout;
    const said = JSON.parse(command('check', 'dist', '--format', 'json'));
    const sameTimeline = command('timeline', 'dist').trim() === service.timeline.toText().trim();
    return ['accepted', [
      ...said.findings.map(({ severity, rule, message }) => `check: ${severity} ${rule}. ${message}`),
      ...said.acknowledged.map(({ rule, reason }) => `check: acknowledged ${rule} (${reason})`),
      ...said.findings.length + said.acknowledged.length === 0 ? ['check finds nothing.'] : [],
      ...service.timeline.toText().split('\n').filter(line => /^\s*(users|!)/i.test(line)).map(line => `timeline: ${line.trim()}`),
      sameTimeline || settings ? '' : 'timeline of the manifests differs from service.timeline!',
    ].filter(Boolean).join('\n')];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const lines = ['# Messages for common mistakes', '',
  '`npm run mistakes` runs each example in a new app that installs the packed package, and writes this page; CI compares it. A refusal stops the',
  'synth. If an example is accepted, `check` reads its manifests, and `timeline` must draw the same as the construct.', ''];
for (const [topic, cases] of CASES) {
  lines.push(`## ${topic}`, '');
  for (const [title, code, options = {}] of cases) {
    const [outcome, text] = outcomeOf(code, options);
    lines.push(`**${title[0].toUpperCase()}${title.slice(1)}** is ${outcome}:`, '', '```ts nofixture', code, '```', '', '```text', text, '```', '');
  }
}
process.stdout.write(lines.join('\n'));
