import { Reasons } from './reasons';

export const CONFIG: Reasons = {
  'config-change-without-rollout': { by: ['config-without-hash'] },
  'config-in-place-change-breaks-old-pods': { by: ['config-without-hash'] },
  'image-latest-or-mutable-tag': { by: ['mutable-image-tag'] },
  'migration-before-or-after-order': { by: ['migration-order-undefined'] },
  'migration-job-immutable-template': { by: ['migration-job-runs-once'] },
  'missing-config-or-key': { by: ['config-not-found'] },
  'pull-always-registry-outage': { by: ['image-pull-policy-always'] },
  'config-hash-pruned': { by: ['config-pruned-before-rollback'] },
  // Config, secrets, images
  'secret-rotation-invalidates-old': { because: 'manifests do not state which passwords the other side still accepts' },
  'image-pull-secret-expired': { because: 'the registry decides how long a credential is valid' },
  'image-not-exist-typo': { because: 'only the registry knows which images there are' },
  // Application evolution
  'db-migration-not-backward-compatible': { because: 'only the application knows what a migration changes' },
  'migration-locks': { because: 'only the application knows what a migration locks' },
  'api-breaking-change': { because: 'only the application knows what an API returns' },
  'mixed-version-frontend-assets': { because: 'only the application knows which files a page requests' },
  'mixed-version-message-format': { because: 'only the application knows how messages are written' },
  'cache-format-mismatch': { because: 'only the application knows how cache entries are written' },
  'session-in-memory': { because: 'only the application knows where sessions are kept' },
  'session-key-rotation': { because: 'only the application knows which keys the running pods accept' },
  'local-file-state': { because: 'only the application knows whether a file must be kept' },
  'db-connection-exhaustion': { because: 'manifests do not state how many connections a pod opens and a database allows' },
  'rollback-incompatible': { because: 'only the application knows whether the old version can read what the new one writes' },
};
