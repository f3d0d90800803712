import { groupOf, ManifestObject, ManifestSet, rootOf, stringAt } from '../../manifests';
import { templateSpecOf } from '../pod/pod-spec';

/** The identity that pods have in a cloud by an annotation of their ServiceAccount. */
export interface CloudIdentity {
  readonly of: string;
  /** Whether pods get it when they start; else each request to the cloud asks for it. */
  readonly isOfStart: boolean;
  /** Where the cloud lists the ServiceAccounts that may use it. */
  readonly grantedBy: string;
  /** Variables by which a pod has credentials of its own. */
  readonly ownCredentials: RegExp;
}

export const CLOUD_IDENTITIES: { readonly [annotation: string]: CloudIdentity } = {
  'eks.amazonaws.com/role-arn': {
    of: 'AWS',
    isOfStart: true,
    grantedBy: 'the trust policy of the role',
    ownCredentials: /"AWS_(?:ACCESS_KEY_ID|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE|CONTAINER_CREDENTIALS_FULL_URI|SHARED_CREDENTIALS_FILE|PROFILE)"/,
  },
  'iam.gke.io/gcp-service-account': {
    of: 'Google Cloud',
    isOfStart: false,
    grantedBy: 'the role workloadIdentityUser of the IAM service account',
    ownCredentials: /"GOOGLE_(?:APPLICATION_)?CREDENTIALS"/,
  },
  'azure.workload.identity/client-id': {
    of: 'Azure',
    isOfStart: true,
    grantedBy: 'a federated credential of the managed identity',
    ownCredentials: /"AZURE_CLIENT_ID"/,
  },
};

/** The annotations by which a ServiceAccount has identities in clouds. */
export function identityAnnotationsOf({ annotations }: ManifestObject): string[] {
  return Object.keys(CLOUD_IDENTITIES).filter(key => Object.hasOwn(annotations, key));
}

/** Whether pods have credentials for a cloud whatever their ServiceAccount is. */
export function hasOwnCredentials(owner: ManifestObject, { ownCredentials }: CloudIdentity): boolean {
  return ownCredentials.test(JSON.stringify(templateSpecOf(owner).value ?? {}));
}

/** Whether EKS Pod Identity gives a ServiceAccount a role without an annotation: by an object of ACK or Crossplane. */
export function hasPodIdentity({ namespace, name }: ManifestObject, { objects }: ManifestSet): boolean {
  return objects.some(object => object.kind === 'PodIdentityAssociation' && /(?:^|\.)eks\./.test(groupOf(object))
    && [['spec'], ['spec', 'forProvider']].some(path => stringAt(rootOf(object.json), [...path, 'serviceAccount']) === name
      && stringAt(rootOf(object.json), [...path, 'namespace']) === namespace));
}
