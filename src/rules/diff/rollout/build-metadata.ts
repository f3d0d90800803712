const WHEN = 'date|time|timestamp|at|by|user|id|number|num|no|url';
const PARTS = [
  'timestamp', 'date', 'time', 'chart', 'build', 'roll-?me', 'redeploy', 'nonce', 'uuid', 'change-cause', 'force-?(?:update|deploy|restart|rollout)',
  '(?:git|commit|vcs|scm)(?:[._-]?(?:sha|sha1|hash|short|commit|rev|revision|ref|branch|tag|message|author|'.concat(WHEN, '))*'),
  `(?:build|pipeline|ci|job|deploy|deployed|deployment|release|released|rollout|sync|synced|generated|rendered|updated|created)[._-]?(?:${WHEN})`,
  'last[._-]?(?:update|updated|deploy|deployed|modified|applied)', '(?:helm|release)[._-]?revision',
  'org\\.opencontainers\\.image\\.(?:created|revision|version|source)',
];

/** Annotations and labels of pods that state how or when a manifest was built, and that the pods do not use. */
const MADE = new RegExp(`(?:^|[./_-])(?:${PARTS.join('|')})$`, 'i');

/** The version of the program, which the image has as well. */
const VERSION = /^(?:app\.kubernetes\.io\/version|helm\.sh\/chart|tags\.datadoghq\.com\/version)$/;

/** The program may read environment variables, so only unambiguous names are listed. */
const VARIABLE = /^(?:[A-Z0-9]+_)*(?:BUILD|GIT|COMMIT|VCS|CI|PIPELINE|DEPLOY|DEPLOYED|DEPLOYMENT)_(?:SHA|SHA1|HASH|COMMIT|REV|REVISION|REF|ID|NUMBER|NUM|DATE|TIME|TIMESTAMP|AT|URL|BRANCH)$/;

/** Written by `kubectl rollout restart`. */
export const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** Whether an annotation or a label of pods only states how they were built. */
export function isBuildMetadata(key: string): boolean {
  return key === RESTARTED_AT || VERSION.test(key) || MADE.test(key);
}

export function isBuildVariable(name: string): boolean {
  return VARIABLE.test(name);
}
