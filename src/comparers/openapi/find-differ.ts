import { join } from 'node:path';
import { findPackage } from '../find-package';
import { runComparer } from '../run-comparer';
import type { Surroundings } from '../surroundings';
import { isWithin, Versions } from '../versions';

/** The tool that compares OpenAPI documents. */
export interface Differ {
  readonly by: string;
  readonly command: readonly [string, ...string[]];
}

/** Why there is no such tool. */
export interface NoDiffer {
  readonly failure: string;
  readonly remedy: string;
}

export const OPENAPI_PACKAGE = 'cdk8s-zero-downtime-openapi';

/** Versions of oasdiff whose findings are known: from the first to before the second. */
export const OASDIFF_VERSIONS: Versions = ['1.37.0', '2.0.0'];

const REMEDY = `Install the package with "npm install ${OPENAPI_PACKAGE}", or put oasdiff ${OASDIFF_VERSIONS[0]} or later into the PATH (https://github.com/oasdiff/oasdiff#installation)`;

/** The package beside the app or beside this one, else `oasdiff` of the PATH. */
export function findDiffer(surroundings: Surroundings): Differ | NoDiffer {
  const installed = findPackage(OPENAPI_PACKAGE, surroundings.cwd);
  return installed ? ofPackage(installed.folder, installed.manifest.oasdiff) : onPath(surroundings);
}

function ofPackage(folder: string, version: unknown): Differ | NoDiffer {
  return isWithin(`${version}`, OASDIFF_VERSIONS)
    ? { by: `oasdiff ${version} (WebAssembly)`, command: [process.execPath, join(folder, 'lib/main.js')] }
    : unsupported(`The installed ${OPENAPI_PACKAGE}`, `${version}`, `npm install ${OPENAPI_PACKAGE}@latest`);
}

function onPath({ env }: Surroundings): Differ | NoDiffer {
  const { failure, succeeded, stdout } = runComparer(['oasdiff', '--version'], {}, env, 10_000);
  if (failure === 'missing') { return { failure: `${OPENAPI_PACKAGE} is not installed, and there is no oasdiff in the PATH`, remedy: REMEDY }; }
  // `oasdiff version 1.37.0`; one that was built by `go install` says "main".
  const [version] = /\d+\.\d+\.\d+\S*/.exec(`${stdout}`) ?? [];
  if (!succeeded || version === undefined) {
    return { failure: 'The oasdiff in the PATH does not report its version', remedy: `${REMEDY}. A build by "go install" has no version` };
  }
  return isWithin(version, OASDIFF_VERSIONS) ? { by: `oasdiff ${version} (PATH)`, command: ['oasdiff'] } : unsupported('The oasdiff in the PATH', version, REMEDY);
}

function unsupported(what: string, version: string, remedy: string): NoDiffer {
  const [floor, ceiling] = OASDIFF_VERSIONS;
  return { failure: `${what} has version ${version}, but versions from ${floor} to before ${ceiling} are supported`, remedy };
}
