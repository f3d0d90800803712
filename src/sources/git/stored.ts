import { Git } from './git';
import { ToolResult } from '../run-tool';

/** What git reports for one name: an object, or a word such as `missing`. */
export type Stored =
  | { readonly type: 'blob' | 'tree' | 'commit' | 'tag'; readonly id: string; readonly size: number }
  | { readonly type: 'none'; readonly why: string };

const NEWLINE = 10;

/** The objects at names such as `COMMIT:PATH`, in the order of the names, after following links. */
export function storedAt(git: Git, names: readonly string[]): Stored[] | ToolResult {
  const result = git(['cat-file', '--batch-check', '--follow-symlinks'], names.map(name => `${name}\n`).join(''));
  return result.succeeded ? records(result.stdout, false).map(({ stored }) => stored) : result;
}

/** The texts of blobs, in the order of their names; undefined for a missing one. */
export function textsOf(git: Git, ids: readonly string[]): (string | undefined)[] | ToolResult {
  const result = git(['cat-file', '--batch'], ids.map(id => `${id}\n`).join(''));
  return result.succeeded ? records(result.stdout, true).map(({ content }) => content?.toString('utf8')) : result;
}

function records(answer: Buffer, hasContents: boolean): { readonly stored: Stored; readonly content?: Buffer }[] {
  const found: { stored: Stored; content?: Buffer }[] = [];
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf(NEWLINE, at);
    const line = answer.subarray(at, end).toString();
    at = end + 1;
    const take = (size: number): Buffer => {
      const content = answer.subarray(at, at + size);
      at += size + 1;
      return content;
    };
    const [, id, type, size] = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(line) ?? [];
    if (id) {
      const stored = { type: type as 'blob', id, size: Number(size) };
      found.push(hasContents ? { stored, content: take(stored.size) } : { stored });
      continue;
    }
    // For a broken link, git adds a line of this length.
    const [, why, length] = /^(symlink|dangling|loop|notdir) (\d+)$/.exec(line) ?? [];
    if (why) { take(Number(length)); }
    found.push({ stored: { type: 'none', why: why ?? 'missing' } });
  }
  return found;
}
