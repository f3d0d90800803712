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
  'secret-rotation-invalidates-old': { because: 'which passwords the other side still accepts is not known here' },
  'image-pull-secret-expired': { because: 'how long a credential holds is decided by the registry' },
  'image-not-exist-typo': { because: 'only the registry knows which images there are' },
  // Application evolution
  'db-migration-not-backward-compatible': { because: 'what a migration changes stands in the application' },
  'migration-locks': { because: 'what a migration locks stands in the application' },
  'api-breaking-change': { because: 'what an API answers stands in the application' },
  'mixed-version-frontend-assets': { because: 'which files a page asks for stands in the application' },
  'mixed-version-message-format': { because: 'how messages are written stands in the application' },
  'cache-format-mismatch': { because: 'how cache entries are written stands in the application' },
  'session-in-memory': { because: 'where sessions are kept stands in the application' },
  'session-key-rotation': { because: 'which keys the running pods accept stands in the application' },
  'local-file-state': { because: 'whether a file is worth keeping is known to the application only' },
  'db-connection-exhaustion': { because: 'how many connections a pod opens and a database takes stands in no manifest' },
  'rollback-incompatible': { because: 'whether the old version can read what the new one writes stands in the application' },
};
