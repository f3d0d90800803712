import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as index from '../src';
import { compiledCommand } from './cli/compiled-command';
import { GENERATOR_FILES } from '../src/rehearse/load/generator-files';

const lib = join(compiledCommand(), '..', '..');
const sources = join(__dirname, '..', 'src');
const inLib = (ending: string): string[] =>
  readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith(ending)).map(file => file.slice(0, -ending.length).replaceAll('\\', '/'));

test('every module of the sources is in the package once: in a pack, or as a file', () => {
  const packs = inLib('.js').filter(file => file.startsWith('modules/') && file !== 'modules/load');
  const packed = packs.flatMap(pack => [...readFileSync(join(lib, `${pack}.js`), 'utf8').matchAll(/^"([^"]+)"\(exports, /gm)].map(([, id]) => id));
  const files = inLib('.js').filter(file => !file.startsWith('modules/'));
  const written = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts')).map(file => file.slice(0, -3).replaceAll('\\', '/'));
  expect([...packed, ...files].sort()).toEqual(written.sort());
});

test('what is started or imported by its path, and what runs in a pod, is a file', () => {
  for (const file of ['index', 'cli/main', ...GENERATOR_FILES.map(name => `rehearse/load/${name}`)]) {
    expect(existsSync(join(lib, `${file}.js`))).toBe(true);
  }
  for (const name of GENERATOR_FILES) {
    expect(readFileSync(join(lib, 'rehearse/load', `${name}.js`), 'utf8')).not.toContain('modules/load');
  }
});

test('the index of the package exports what the index of the sources does', () => {
  const script = 'process.stdout.write(JSON.stringify(Object.keys(require("./index.js")).sort()))';
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: lib, encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual(Object.keys(index).sort());
});

test('an ES module imports from the index of the package by name', () => {
  const script = `import { ZeroDowntimeService, Exposure } from ${JSON.stringify(pathToFileURL(join(lib, 'index.js')).href)}; process.stdout.write(typeof ZeroDowntimeService + typeof Exposure.ingressNginx)`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toBe('functionfunction');
});

test('a bundler finds all that the index of the package needs', () => {
  const calls = inLib('.js').filter(file => file.startsWith('modules/') || file === 'index')
    .flatMap(file => [...readFileSync(join(lib, `${file}.js`), 'utf8').matchAll(/\brequire\((?!["'])[^)]*\)/g)].map(([call]) => call));
  expect(calls).toEqual([]);
});

test('packing again changes nothing', () => {
  const before = inLib('').map(file => [file, existsSync(join(lib, file))]);
  const { status } = spawnSync(process.execPath, [join(__dirname, '..', 'scripts', 'pack-modules.js')], { cwd: dirname(lib) });
  expect(status).toBe(0);
  expect(inLib('').map(file => [file, existsSync(join(lib, file))])).toEqual(before);
});
