import { ADDRESS_LABEL, hasConstructHash } from '../../../analysis/identity/names';
import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { workloadRule } from '../workload-rule';

const PATH = [...WORKLOAD_PATHS.selector, 'matchLabels', ADDRESS_LABEL];

export const cdk8sHashInSelector = workloadRule({
  id: 'cdk8s-hash-in-selector',
  severity: 'warning',
  title: 'Selector derived from the construct path',
  impact: 'After a construct is moved or renamed, no update can be applied until the Deployment is deleted, which is an outage.',
  why: 'By default cdk8s-plus selects pods by a hash of the construct path. It changes when the construct is moved or renamed, but the selector of a Deployment is immutable.',
  fix: 'Select by your own label, with select: false and deployment.select(). For a Deployment that is already running, keep the hash as it is.',
  reference: 'https://cdk8s.io/docs/latest/plus/cdk8s-plus-27/deployment/',
  examples: {
    failing: `
kind: Deployment
spec:
  selector: { matchLabels: { cdk8s.io/metadata.addr: shop-web-c8a1f2e3 } }
  template: { metadata: { labels: { cdk8s.io/metadata.addr: shop-web-c8a1f2e3 } } }
`,
    passing: `
kind: Deployment
spec:
  selector: { matchLabels: { cdk8s.io/metadata.addr: web } }
  template: { metadata: { labels: { cdk8s.io/metadata.addr: web } } }
`,
  },
  judge: ({ selector, object, intent: { longestRequest } }) => {
    const labels = selector?.matchLabels ?? {};
    if (!Object.hasOwn(labels, ADDRESS_LABEL)) { return undefined; }
    // Our construct pins the labels of what it adopts. It also sets them on the Deployment, which cdk8s-plus does not.
    if (longestRequest !== undefined && object.labels[ADDRESS_LABEL] === labels[ADDRESS_LABEL]) { return []; }
    // Other values were set on purpose: those of cdk8s end with c8 and six digits of the hash.
    return hasConstructHash(labels[ADDRESS_LABEL]) ? [{
      path: PATH,
      message: `The selector is ${shorten(labels[ADDRESS_LABEL])}, a hash of the construct path: once the construct is moved or its id changes, `
        + 'the API server refuses every update, since selectors are immutable.',
      fix: `Remove ${showPath(PATH)} in favour of your own label before the first release (select: false and deployment.select()); `
        + 'after it, pin the label to this value with deployment.podMetadata.addLabel() and select that.',
    }] : [];
  },
});
