import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { Io } from './io';
import { attemptToWrite } from './output';
import { DiffReport } from '../engine/report';
import { groupedBy, ManifestObject } from '../manifests';
import { asYaml } from '../rules/diff/release-objects';

/** Writes the manifests of each release of a comparison into a folder of its own; returns whether it could. */
export function writeReleases({ plans }: DiffReport, folder: string, nameOf: (file: string) => string, io: Io): boolean {
  let isEmpty = true;
  const isWritten = attemptToWrite(folder, io, () => {
    isEmpty = !existsSync(folder) || readdirSync(folder).length === 0;
    if (!isEmpty) { return; }
    plans.forEach(({ objects, cluster }, i) => objects.forEach((release, step) => {
      const own = cluster === undefined ? folder : join(folder, `cluster-${i + 1}`);
      writeRelease(release, join(own, `release-${step + 1}`), nameOf);
    }));
  });
  if (!isEmpty) { io.err(`${folder} is not empty. Name a new folder for the releases.\n`); }
  return isEmpty && isWritten;
}

function writeRelease(objects: readonly ManifestObject[], folder: string, nameOf: (file: string) => string): void {
  for (const [name, own] of groupedBy(objects, ({ file }) => [inside(nameOf(file))])) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, asYaml(own));
  }
}

/** A path inside the folder for any name of a source. */
function inside(name: string): string {
  const path = normalize(name.replaceAll(':', '-'));
  const below = path.startsWith('..') || path.startsWith('/') ? basename(path) : path;
  return /\.ya?ml$/i.test(below) ? below : `${below.replace(/\.json$/i, '')}.yaml`;
}
