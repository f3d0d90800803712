import { posix } from 'node:path';
import { Place } from './files';
import { isMapping, keyOf, Path } from '../../manifests';

/** A part of `components`, and a name in it. */
export interface Component {
  readonly section: string;
  readonly name: string;
  readonly target: Place;
}

/** The names of components in the canonical document: their own, or a new one for a value from another file. */
export class ComponentNames {
  /** Values that are not components of the root document, in the order of the first references to them. */
  public readonly added: Component[] = [];
  private readonly names = new Map<string, string>();
  private readonly taken = new Map<string, Set<string>>();

  /** Adds a component of the root document. */
  public enter(section: string, name: string, target: Place): void {
    this.takenIn(section).add(name);
    const key = identityOf(section, target);
    if (!this.names.has(key)) { this.names.set(key, name); }
  }

  /** The component that a reference leads to. */
  public nameOf(section: string, target: Place): string {
    const key = identityOf(section, target);
    const known = this.names.get(key);
    if (known !== undefined) { return known; }
    const taken = this.takenIn(section);
    const wanted = wantedName(target);
    let name = wanted;
    for (let i = 2; taken.has(name); i++) { name = `${wanted}_${i}`; }
    taken.add(name);
    this.names.set(key, name);
    this.added.push({ section, name, target });
    return name;
  }

  /** Whether the target of a component of the root document has the name of that component. */
  public owns(section: string, name: string, target: Place): boolean {
    return this.names.get(identityOf(section, target)) === name;
  }

  private takenIn(section: string): Set<string> {
    const taken = this.taken.get(section) ?? new Set();
    this.taken.set(section, taken);
    return taken;
  }
}

function identityOf(section: string, { file, path }: Place): string {
  return keyOf(section, file, pointerOf(path));
}

function pointerOf(path: Path): string {
  return path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

// OpenAPI allows only these characters in the name of a component.
function wantedName({ file, path }: Place): string {
  const last = path.length > 0 ? String(path[path.length - 1]) : posix.basename(file).replace(/\.(ya?ml|json)$/i, '');
  return last.replace(/[^A-Za-z0-9._-]/g, '_') || 'component';
}

/** The entries of a mapping in an order that is the same on every machine. */
export function sortedEntries(value: unknown): [string, unknown][] {
  if (!isMapping(value)) { return []; }
  return Object.keys(value).sort().map(key => [key, value[key]]);
}
