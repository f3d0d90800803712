import { anyPodSpecOf } from '../../../analysis/pod/pod-spec';
import { OutOfRange, outOfRange } from '../../../analysis/scheduling/limit-range';
import { groupOf, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Rule, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

export const limitRangeViolation: Rule = {
  id: 'limit-range-violation',
  severity: 'error',
  title: 'Resources outside of the LimitRange of the namespace',
  impact: 'Running pods stay, but a release gets stuck before its first new pod, and pods lost in a drain or a crash are not replaced.',
  why: 'The Deployment is accepted, but the API server refuses each new pod of which a container requests or may use more than max, less than min, or requests more than the default limit that is filled in.',
  fix: 'Widen the LimitRange to what the pods need, or change their resources.',
  reference: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
  examples: {
    failing: `
apiVersion: v1
kind: LimitRange
metadata: { name: small }
spec: { limits: [{ type: Container, max: { memory: 128Mi } }] }
`,
    passing: `
apiVersion: v1
kind: LimitRange
metadata: { name: small }
spec: { limits: [{ type: Container, max: { memory: 1Gi } }] }
`,
  },
  judge: manifests => {
    const workloads = manifests.workloads.map(workload => ({ object: workload.object, workload }));
    const jobs = manifests.objects.filter(object => ['Job', 'CronJob'].includes(object.kind) && groupOf(object) === 'batch')
      .map(object => ({ object, workload: undefined }));
    return [...workloads, ...jobs].flatMap(({ object, workload }) => {
      const found = outOfRange(anyPodSpecOf(object), object, manifests);
      return found === undefined ? [] : [{ object, workload, violations: found.map(violation) }];
    });
  },
};

function violation(found: OutOfRange): Violation {
  const { of: { range }, field } = found;
  return {
    path: field,
    message: `${displayName(range)} ${refused(found)}: every new pod is refused, so releases get stuck, and pods lost in a drain or a crash are not replaced.`,
    ...fixOf(found),
  };
}

function refused({ of: { bound, type, resource, amount, shown, path }, field, has }: OutOfRange): string {
  const where = `(${showPath(path)})`;
  const but = `but ${showPath(field)} is ${shorten(has ?? '')}`;
  if (type === 'Pod') { return `allows a pod at most ${shorten(shown)} of ${shorten(resource)} ${where}, but its containers together have more`; }
  switch (bound) {
    case 'max': return `allows a container at most ${shorten(shown)} of ${shorten(resource)} ${where}, ${but}`;
    case 'min': return `requires at least ${shorten(shown)} of ${shorten(resource)} for a container ${where}, ${but}`;
    case 'default': return `sets a ${shorten(resource)} limit of ${shorten(shown)} where a container has none ${where}, ${but}, which is invalid above the limit`;
    case 'maxLimitRequestRatio': return `allows a limit of at most ${amount} times the request ${where}, ${but}`;
  }
}

function fixOf({ of: { range, bound, type, shown, path }, field, has, tooLow }: OutOfRange): Fix {
  const limit = `${showPath(path)} of ${displayName(range)}`;
  if (type === 'Pod') { return { fix: `Raise ${limit} to at least what the containers have together.` }; }
  switch (bound) {
    case 'max': return { fix: `Raise ${limit} to at least ${shorten(has ?? '')}, or lower ${showPath(field)} if the container needs less.` };
    case 'min': return edited((tooLow ?? [field]).map(each => ({ path: each, value: shown })), { byHand: 'whether the nodes have that much to spare' });
    case 'default': return edited([{ path: [...field.slice(0, -2), 'limits', field[field.length - 1]], value: has }], { byHand: 'how much the container may use' });
    case 'maxLimitRequestRatio': return { fix: `Raise the request to at least the limit divided by ${shorten(shown)}, or raise ${limit}.` };
  }
}
