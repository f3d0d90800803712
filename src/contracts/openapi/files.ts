import { posix } from 'node:path';
import { isMapping, parsePlainDocument, Path, ReadDocument } from '../../manifests';
import { readContractText } from '../read-text';
import { ContractFault, ReadFile } from '../source';

/** A value in one of the files of a document. */
export interface Place {
  readonly file: string;
  readonly path: Path;
  readonly value: unknown;
}

const MOST_FILES = 1000;
const MOST_STEPS = 100;

/** The files of an OpenAPI document, each read once. */
export class Files {
  public readonly faults: ContractFault[] = [];
  private readonly read = new Map<string, ReadDocument>();

  constructor(private readonly readFile: ReadFile) {}

  /** The content of a file; undefined, with a fault, if it cannot be read. */
  public root(file: string, from?: Place): Place | undefined {
    const { value, problems } = this.read.get(file) ?? this.load(file, from);
    return problems.length > 0 ? undefined : { file, path: [], value };
  }

  /** Where a reference leads, following further references; undefined, with a fault, if it leads nowhere. */
  public follow(ref: string, from: Place, steps: number = 0): Place | undefined {
    const hash = ref.includes('#') ? ref.indexOf('#') : ref.length;
    const [address, fragment] = [decoded(ref.slice(0, hash)), decoded(ref.slice(hash + 1))];
    if (/^([a-z][a-z\d+.-]+:|\/\/)/i.test(address)) {
      return this.refuse(from, `refers to ${JSON.stringify(ref)}, which is not on this machine`, {
        allowed: 'references to files and to values in them', remedy: 'store the file beside this one, and refer to it by a relative path',
      });
    }
    if (steps > MOST_STEPS) { return this.refuse(from, `refers to ${JSON.stringify(ref)}, which leads through ${MOST_STEPS} references or to itself`, REACHABLE); }
    if (fragment !== '' && !fragment.startsWith('/')) {
      return this.refuse(from, `refers to ${JSON.stringify(ref)} by an anchor`, { allowed: "JSON pointers, such as '#/components/schemas/Order'", remedy: 'write the pointer' });
    }
    const file = address === '' ? from.file : posix.join(posix.isAbsolute(address) ? '' : posix.dirname(from.file), address);
    const root = this.root(file, from);
    return root && this.walk(root, fragment === '' ? [] : fragment.slice(1).split('/').map(unescaped), { ref, from, steps });
  }

  public refuse(at: Place, found: string, { allowed, remedy }: Pick<ContractFault, 'allowed' | 'remedy'>): undefined {
    const line = this.read.get(at.file)?.lineOf(at.path);
    this.faults.push({ file: at.file, line, found, allowed, remedy });
    return undefined;
  }

  private walk(root: Place, segments: readonly string[], said: { ref: string; from: Place; steps: number }): Place | undefined {
    let at = root;
    for (const [i, segment] of segments.entries()) {
      const next = childOf(at, segment);
      if (next) {
        at = next;
        continue;
      }
      const ref = referenceIn(at.value);
      const through = ref === undefined ? undefined : this.follow(ref, at, said.steps + 1);
      if (ref !== undefined) { return through && this.walk(through, segments.slice(i), { ...said, steps: said.steps + 1 }); }
      return this.refuse(said.from, `refers to ${JSON.stringify(said.ref)}, but ${JSON.stringify(root.file)} has no such value`, REACHABLE);
    }
    return at;
  }

  private load(file: string, from: Place | undefined): ReadDocument {
    const loaded = this.parsed(file, from);
    this.read.set(file, loaded);
    return loaded;
  }

  private parsed(file: string, from: Place | undefined): ReadDocument {
    const none = (fault: ContractFault): ReadDocument => {
      this.faults.push(fault);
      return { value: undefined, problems: [{ level: 'error', file, line: 1, message: fault.found }], lineOf: () => 1 };
    };
    if (this.read.size >= MOST_FILES) {
      return none({ file, found: `is one of more than ${MOST_FILES} files that belong together`, allowed: `at most ${MOST_FILES} files`, remedy: 'join them' });
    }
    const read = readContractText(file, this.readFile);
    if ('fault' in read) {
      const line = from && this.read.get(from.file)?.lineOf(from.path);
      return none(from ? { ...read.fault, file: from.file, line, found: `refers to ${JSON.stringify(file)}, which ${read.fault.found}` } : read.fault);
    }
    const document = parsePlainDocument(file, read.text);
    const [problem] = document.problems;
    return problem ? none({ file, line: problem.line, found: `cannot be parsed: ${problem.message.replace(/\.$/, '')}`, allowed: 'YAML or JSON', remedy: 'correct the file' }) : document;
  }
}

const REACHABLE = { allowed: 'references that lead to a value', remedy: 'correct the reference, or add what it refers to' };

/** The target of a value that is a reference; undefined for any other value. */
export function referenceIn(value: unknown): string | undefined {
  return isMapping(value) && Object.hasOwn(value, '$ref') && typeof value.$ref === 'string' ? value.$ref : undefined;
}

/** A field or an item of a value; undefined if the value does not have it. */
export function childOf({ file, path, value }: Place, segment: string): Place | undefined {
  if (Array.isArray(value)) {
    const index = /^(0|[1-9]\d{0,8})$/.test(segment) ? Number(segment) : value.length;
    return index < value.length ? { file, path: [...path, index], value: value[index] } : undefined;
  }
  if (!isMapping(value) || !Object.hasOwn(value, segment)) { return undefined; }
  return { file, path: [...path, segment], value: value[segment] };
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
