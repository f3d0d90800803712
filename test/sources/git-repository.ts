import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folders: string[] = [];

/** A new folder, removed by `removeFolders`. */
export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')));
  folders.push(path);
  return path;
}

export function removeFolders(): void {
  for (const path of folders.splice(0)) { rmSync(path, { recursive: true, force: true }); }
}

export function git(cwd: string, ...args: string[]): string {
  const settings = ['user.name=Test', 'user.email=test@example.com', 'commit.gpgsign=false', 'init.defaultBranch=main', 'protocol.file.allow=always'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return execFileSync('git', [...settings.flatMap(setting => ['-c', setting]), ...args], { cwd, env, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** Writes files into a folder. */
export function put(cwd: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
}

/** Commits all that is in the working tree. */
export function commit(cwd: string, files: Readonly<Record<string, string | Buffer>> = {}): string {
  put(cwd, files);
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--allow-empty', '--message', 'fix: more: files');
  return git(cwd, 'rev-parse', 'HEAD');
}

/** A repository whose branch `main` holds these files. */
export function repository(files: Readonly<Record<string, string | Buffer>>): string {
  const path = folder();
  git(path, 'init');
  commit(path, files);
  return path;
}

/** A manifest of this name. */
export const named = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
