// Writes the manifests of examples/minimal into README.md, between the two markers.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- manifests:begin -->';
const END = '<!-- manifests:end -->';

const yaml = execFileSync('cdk8s', ['synth', '--stdout', '--check-upgrade=false'], { cwd: 'examples/minimal', encoding: 'utf8' });
const readme = readFileSync('README.md', 'utf8');
const [before, rest] = readme.split(BEGIN);
const [, after] = rest.split(END);
writeFileSync('README.md', `${before}${BEGIN}\n\n\`\`\`yaml\n${yaml.trim()}\n\`\`\`\n\n${END}${after}`);
