import { FieldCursor, numberAt, Path, placeAt, rootOf, stringAt } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule } from '../../rule';

const PATH: Path = ['spec', 'sessionAffinity'];
/** The API server takes it only beside an affinity. */
const CONFIG: Path = ['spec', 'sessionAffinityConfig'];
const TIMEOUT: Path = [...CONFIG, 'clientIP', 'timeoutSeconds'];
const DEFAULT = 10_800;

export const sessionAffinityClientIp: Rule = {
  id: 'session-affinity-client-ip',
  severity: 'info',
  title: 'sessionAffinity ClientIP',
  impact: 'In each update users lose what their pod knew of them; all who share an address load one pod, and new pods get hardly any requests.',
  why: 'With sessionAffinity ClientIP a client stays with its pod, by default for three hours after its last request. When that pod stops, all its clients move at once.',
  fix: 'Keep sessions in a store that all pods share, and leave sessionAffinity out.',
  reference: 'https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity',
  examples: {
    failing: `
kind: Service
spec: { sessionAffinity: ClientIP }
`,
    passing: `
kind: Service
spec: { sessionAffinity: None }
`,
  },
  judge: ({ services }) => services
    .filter(({ selector, headless }) => !headless && Object.keys(selector).length > 0)
    .map(({ object }) => {
      const root = rootOf(object.json);
      return {
        object,
        violations: stringAt(root, PATH) === 'ClientIP' ? [{
          path: PATH,
          message: `Each client stays with its pod until ${numberAt(root, TIMEOUT) ?? DEFAULT} s after its last request: when the pod stops, all its clients move at once, `
            + 'without what it knew of them, and new pods get hardly any of the load.',
          ...edited(written(root).map(path => ({ path, value: undefined })), {
            or: 'acknowledge this as long as sessions are not in a store that all pods share',
            byHand: 'that sessions are in a store that all pods share',
          }),
        }] : [],
      };
    }),
};

function written(root: FieldCursor): Path[] {
  return [PATH, CONFIG].filter(path => placeAt(root, path).value !== undefined);
}
