import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const SOURCE = join(__dirname, '..', '..', '..', 'src');

/** `src/manifests` and what it needs, for processes without a compiler, which would use more memory than what they test. */
export function compiledManifests(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  for (const part of ['text', 'intent', 'lifecycle', 'manifests']) {
    for (const file of readdirSync(join(SOURCE, part), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))) {
      const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
      const { outputText } = transpileModule(readFileSync(join(SOURCE, part, file), 'utf8'), { compilerOptions });
      const target = join(folder, part, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, outputText);
    }
  }
  return folder;
}
