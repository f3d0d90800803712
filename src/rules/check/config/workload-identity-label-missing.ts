import { lacksAzureLabel, USE_LABEL } from '../../../analysis/config/azure-identity';
import { serviceAccountOf } from '../../../analysis/config/pod-accounts';
import { templateSpecOf } from '../../../analysis/pod/pod-spec';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { displayName } from '../../wording/objects';
import { objectRule } from '../object-rule';

const EXAMPLE = (labels: string): string => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop, annotations: { azure.workload.identity/client-id: 559588f6-d476-45cd-9af9-fe17a2c9b1dd } }
---
kind: Deployment
spec: { template: { metadata: { labels: ${labels} }, spec: { serviceAccountName: web } } }
`;

export const workloadIdentityLabelMissing = objectRule({
  id: 'workload-identity-label-missing',
  severity: 'warning',
  title: 'Pod template without the label of Azure Workload Identity',
  impact: 'New pods get no token for Azure, so their requests to databases, queues and vaults fail.',
  why: 'The webhook of Azure Workload Identity adds the token only to pods that have the label azure.workload.identity/use: "true". The annotation or the label of the ServiceAccount is not enough.',
  fix: 'Add the label to the pod template, but not to the selector.',
  reference: 'https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html#pod',
  examples: { failing: EXAMPLE('{}'), passing: EXAMPLE(`{ ${USE_LABEL}: "true" }`) },
  judge: (object, _profile, manifests) => {
    const isMissing = lacksAzureLabel(object, manifests);
    if (isMissing === undefined || !isMissing) { return isMissing === undefined ? undefined : []; }
    const path = [...templateSpecOf(object).path.slice(0, -1), 'metadata', 'labels', USE_LABEL];
    return [{
      path,
      message: `ServiceAccount ${shorten(serviceAccountOf(object)!)} has an identity of Azure, but the pods of ${displayName(object)} have no label ${USE_LABEL}: "true": new pods get no token, and Azure refuses their requests.`,
      ...edited([{ path, value: 'true' }], { byHand: 'that these pods send requests to Azure' }),
    }];
  },
});
