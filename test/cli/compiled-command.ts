import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const REPOSITORY = join(__dirname, '..', '..');

/**
 * The command as a package has it, for processes of their own: compiled once into a folder, by default that of a run of the tests, which
 * is removed at its end.
 */
export function compiledCommand(into: string = tmpdir()): string {
  const folder = join(into, 'compiled-command');
  if (!existsSync(folder)) { compileInto(folder); }
  return join(folder, 'lib', 'cli', 'main.js');
}

// Other workers may do the same: the first that is done is the one.
function compileInto(folder: string): void {
  const unfinished = mkdtempSync(`${folder}-`);
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  const source = join(REPOSITORY, 'src');
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))) {
    const target = join(unfinished, 'lib', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transpileModule(readFileSync(join(source, file), 'utf8'), { compilerOptions }).outputText);
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(unfinished, 'node_modules'));
  writeFileSync(join(unfinished, 'package.json'), readFileSync(join(REPOSITORY, 'package.json')));
  execFileSync(process.execPath, [join(REPOSITORY, 'scripts', 'pack-modules.js')], { cwd: unfinished });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) { throw error; }
    rmSync(unfinished, { recursive: true });
  }
}
