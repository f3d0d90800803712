import fc from 'fast-check';
import { TouchedFields } from '../../src/engine/touched-fields';
import { isWithin, ManifestObject, parseManifests } from '../../src/manifests';
import { ObjectEdit } from '../../src/patching/patch-file';
import { runs } from '../property-runs';

const OBJECTS = parseManifests('web.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: b }\n').objects;
const edit: fc.Arbitrary<ObjectEdit> = fc.record({
  object: fc.constantFrom<ManifestObject>(...OBJECTS),
  path: fc.array(fc.constantFrom<string | number>('spec', 'ports', '0', 0, 1), { maxLength: 3 }),
  value: fc.constantFrom<unknown>(1, undefined),
});

/** Its field, or the list whose items it moves. */
const moved = ({ path, value }: ObjectEdit) => value === undefined && typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;

test('an edit meets those of the same object whose fields contain its own, or are inside it', () => {
  fc.assert(fc.property(fc.array(edit), edit, (edits, other) => {
    const touched = new TouchedFields();
    touched.add(edits);
    expect(touched.hasAny([other])).toBe(edits.some(one => one.object === other.object
      && (isWithin(moved(one), moved(other)) || isWithin(moved(other), moved(one)))));
  }), { numRuns: runs(5000) });
});
