import { isBinding } from '../../../analysis/identity/bindings';
import { intendedAccount } from '../../../analysis/identity/unbound-accounts';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { displayName } from '../../wording/objects';
import { objectRule } from '../object-rule';

const EXAMPLE = (account: string): string => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: web-leader, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: leases, namespace: shop }
rules: [{ apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, create, update] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: leases, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: leases }
subjects: [{ kind: ServiceAccount, name: ${account}, namespace: shop }]
---
kind: Deployment
spec: { template: { spec: { serviceAccountName: web-leader, automountServiceAccountToken: true } } }
`;

export const rolebindingSubjectNotFound = objectRule({
  id: 'rolebinding-subject-not-found',
  severity: 'warning',
  title: 'RoleBinding for a ServiceAccount that no pod has',
  impact: 'The API server refuses requests of the pods with 403: no pod becomes the leader, and controllers stop working though they are ready.',
  why: 'Pods have the permissions of the ServiceAccount that they run as. If its name is changed in one place only, the bindings still name the previous one.',
  fix: 'Name the ServiceAccount of the pods in the subjects of the binding; during a change of its name, both.',
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects',
  examples: { failing: EXAMPLE('web'), passing: EXAMPLE('web-leader') },
  judge: (object, _profile, manifests) => {
    if (!isBinding(object)) { return undefined; }
    const meant = intendedAccount(object, manifests);
    if (!meant) { return []; }
    const { subject, pods, account, namespace } = meant;
    const isElsewhere = namespace !== subject.namespace;
    const path = [...subject.path, isElsewhere ? 'namespace' : 'name'];
    const named = `${isElsewhere ? `${shorten(subject.namespace ?? '')}/` : ''}${shorten(subject.name)}`;
    const runs = `${isElsewhere ? `${shorten(namespace ?? '')}/` : ''}${shorten(account)}`;
    return [{
      path,
      message: `${displayName(object)} names ServiceAccount ${named}, which is not in the manifests, but the pods of ${displayName(pods)} run as ${runs}: `
        + 'unless a binding elsewhere names that one, the API server refuses their requests with 403.',
      ...edited([{ path, value: isElsewhere ? namespace : account }], { byHand: `that no other pods run as ${named}` }),
    }];
  },
});
