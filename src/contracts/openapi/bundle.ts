import { Component, ComponentNames, sortedEntries } from './component-names';
import { Files, Place, referenceIn } from './files';
import { isIdleExtension, isRecorded, ObjectName, SECTIONS, Shape, shapeOf } from './shapes';
import { isMapping, keyOf } from '../../manifests';
import { sortedJson } from '../sorted-json';

type Json = Record<string, unknown>;

/** A document of 200 KiB has fewer values, since each takes at least a byte. The bundle stops at this number. */
const MOST_VALUES = 200 * 1024;

/**
 * A document as one file. The targets of references become components, whether they are in other files or elsewhere in the
 * document. Path items and whole mappings replace their references, since not every version of OpenAPI has components for them.
 */
export class Bundle {
  private readonly names = new ComponentNames();
  private readonly inlined = new Set<string>();
  private values = 0;

  constructor(private readonly files: Files) {}

  /** The document, without the parts that clients do not rely on. Faults are added to the files. */
  public of(root: Place): Json {
    const own = this.componentsOf(root);
    for (const { section, name, target } of own) { this.names.enter(section, name, target); }
    for (const { section, name, target } of own) {
      const end = this.endOf(target);
      if (end) { this.names.enter(section, name, end); }
    }
    const document = this.object('document', root);
    const written = own.map(component => ({ ...component, value: this.component(component) }));
    for (let i = 0; i < this.names.added.length; i++) {
      const added = this.names.added[i];
      written.push({ ...added, value: this.object(objectIn(added.section), added.target) });
    }
    const sections = [...new Set(written.map(({ section }) => section))].map(section =>
      [section, Object.fromEntries(written.filter(one => one.section === section).map(({ name, value }) => [name, value]))]);
    this.refuseLoops(written);
    return { ...document, ...sections.length > 0 && { components: Object.fromEntries(sections) } };
  }

  private componentsOf(root: Place): Component[] {
    const components = isMapping(root.value) ? root.value.components : undefined;
    return this.entries({ ...root, path: ['components'], value: components }).flatMap(([section, names]) =>
      isMapping(shapeOf('components', section)) ? this.entries(names).map(([name, target]) => ({ section, name, target })) : []);
  }

  /** A component that only refers to a value elsewhere is replaced by that value, under its own name. */
  private component({ section, name, target }: Component): unknown {
    const end = this.endOf(target);
    return this.object(objectIn(section), end && this.names.owns(section, name, end) ? end : target);
  }

  /** The value of a component that consists only of a reference to something outside of the components. */
  private endOf(target: Place): Place | undefined {
    const seen = new Set<unknown>();
    let at = target;
    while (isOnlyReference(at.value) && !seen.has(at.value)) {
      seen.add(at.value);
      const next = this.files.follow(referenceIn(at.value)!, at);
      if (!next) { return undefined; }
      at = next;
    }
    return at === target ? undefined : at;
  }

  private write(place: Place, shape: Shape): unknown {
    if (++this.values > MOST_VALUES) { return this.tooMuch(place); }
    const { value } = place;
    if (shape === 'value') { return sortedJson(value); }
    if (shape === 'set') { return Array.isArray(value) ? asSet(value) : sortedJson(value); }
    if (shape === 'text') { return ''; }
    if (shape === 'mapping') { return this.mapping(place); }
    if (shape === 'schemas') { return this.write(place, Array.isArray(value) ? { list: 'schema' } : 'schema'); }
    if (typeof shape === 'string') { return this.object(shape, place); }
    if ('list' in shape) { return Array.isArray(value) ? value.map((item, i) => this.write(childAt(place, i, item), shape.list)) : sortedJson(value); }
    if (!isMapping(value)) { return sortedJson(value); }
    const entries = this.entries(place).filter(([key]) => !shape.extensible || !isIdleExtension(key));
    return Object.fromEntries(entries.map(([key, child]) =>
      [key, this.write(child, shape.extensible && key.startsWith('x-') ? 'value' : shape.map)]));
  }

  private object(object: ObjectName, place: Place): any {
    const { value } = place;
    if (!isMapping(value)) { return sortedJson(value); }
    const fields = Object.fromEntries(sortedEntries(value)
      .filter(([key]) => isRecorded(object, key) && !(key === '$ref' && referenceIn(value) !== undefined))
      .map(([key, child]) => [key, this.write(childAt(place, key, child), shapeOf(object, key))]));
    const ref = referenceIn(value);
    if (ref === undefined) { return fields; }
    const section = SECTIONS[object];
    if (section === undefined) { return { ...this.inline(ref, place, target => this.object(object, target)), ...fields }; }
    const target = this.files.follow(ref, place);
    return { ...fields, ...target && { $ref: referenceTo(section, this.names.nameOf(section, target)) } };
  }

  /** The entries of a mapping, followed by those of the mapping that it refers to. */
  private entries(place: Place): [string, Place][] {
    const { value } = place;
    const ref = referenceIn(value);
    const own = sortedEntries(value).filter(([key]) => ref === undefined || key !== '$ref').map(([key, child]): [string, Place] => [key, childAt(place, key, child)]);
    if (ref === undefined) { return own; }
    const others = this.inline(ref, place, target => this.entries(target)) ?? [];
    return [...new Map([...others, ...own])].sort(([one], [other]) => one < other ? -1 : 1);
  }

  private inline<T>(ref: string, place: Place, write: (target: Place) => T): T | undefined {
    const target = this.files.follow(ref, place);
    if (!target) { return undefined; }
    const key = keyOf(target.file, ...target.path.map(String));
    if (this.inlined.has(key)) {
      return this.files.refuse(place, `refers to ${JSON.stringify(ref)}, which leads back here`, {
        allowed: 'circular references only between components, such as schemas', remedy: 'write out one of the path items of the circle',
      });
    }
    this.inlined.add(key);
    const written = write(target);
    this.inlined.delete(key);
    return written;
  }

  // The name of a component means that component; any other text that looks like an address is an address.
  private mapping(place: Place): unknown {
    return Object.fromEntries(sortedEntries(place.value).map(([key, value]) => {
      if (typeof value !== 'string' || !/[#/]|\.(ya?ml|json)$/i.test(value)) { return [key, sortedJson(value)]; }
      const target = this.files.follow(value, childAt(place, key, value));
      return [key, target ? referenceTo('schemas', this.names.nameOf('schemas', target)) : value];
    }));
  }

  private refuseLoops(components: readonly (Component & { readonly value: unknown })[]): void {
    const byReference = new Map(components.map(one => [referenceTo(one.section, one.name), one]));
    for (const { target, section, name, value } of components) {
      const own = referenceTo(section, name);
      const seen = new Set<string>();
      for (let ref = isOnlyReference(value) ? referenceIn(value) : undefined; ref !== undefined && !seen.has(ref);) {
        seen.add(ref);
        const next = byReference.get(ref)?.value;
        ref = isOnlyReference(next) ? referenceIn(next) : undefined;
      }
      if (seen.has(own)) {
        this.files.refuse(target, `has a component '${name}' that refers only to itself`, { allowed: 'references that lead to a value', remedy: 'write out the component' });
      }
    }
  }

  private tooMuch(place: Place): undefined {
    if (this.values > MOST_VALUES + 1) { return undefined; }
    return this.files.refuse(place, `is where the document exceeds ${MOST_VALUES} values, references included`, {
      allowed: 'at most 200 KiB in its canonical form', remedy: 'split the API by its paths into several, each with its own contract',
    });
  }
}

const OBJECTS = new Map(Object.entries(SECTIONS).map(([object, section]) => [section, object as ObjectName]));

function objectIn(section: string): ObjectName {
  return OBJECTS.get(section)!;
}

function childAt({ file, path }: Place, key: string | number, value: unknown): Place {
  return { file, path: [...path, key], value };
}

function isOnlyReference(value: unknown): boolean {
  return referenceIn(value) !== undefined && Object.keys(value as object).every(key => key === '$ref' || !isRecorded('schema', key));
}

function referenceTo(section: string, name: string): string {
  return `#/components/${section}/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
}

/** In `required`, `enum` and `type` the order has no meaning. */
function asSet(values: readonly unknown[]): unknown[] {
  const texts = values.map(value => JSON.stringify(sortedJson(value)));
  return [...new Set(texts)].sort().map(text => JSON.parse(text));
}
