import { InputProblem, ManifestObject, Manifests, readManifests } from '../manifests';
import { readCluster } from './cluster/read-cluster';
import { readGit } from './git/read-git';
import { parseSource } from './source';
import { sourceError } from './source-error';

/** What reading a source may need besides its name. */
export interface SourceOptions {
  /** What `-` stands for: the text that came in by standard input, or why it could not be read. */
  readonly stdin?: string | InputProblem;
  /**
   * Where `git` and `kubectl` run, so that the path of `git:REV:PATH` starts there. Other paths start in the working
   * directory, as those of `check` do.
   *
   * @default - the working directory
   */
  readonly cwd?: string;
  /** Which objects are looked for in a cluster: those of AFTER. */
  readonly asked?: readonly ManifestObject[];
  /**
   * The namespace of a cluster in which objects are that state none.
   *
   * @default - that of the context
   */
  readonly namespace?: string;
  /** A label selector: what it selects in a cluster, and AFTER no longer has, is read, too. */
  readonly pruneSelector?: string;
}

/**
 * Reads manifests from a path, `-`, `git:REV:PATH`, `cluster:` or `cluster:CONTEXT`. What cannot be read is a problem.
 */
export function readSource(source: string, options: SourceOptions = {}): Manifests {
  const parsed = parseSource(source);
  const { stdin, cwd = process.cwd() } = options;
  switch (parsed.kind) {
    case 'wrong': return { objects: [], problems: [sourceError(source, parsed.message)] };
    case 'path': return readManifests([parsed.path]);
    case 'stdin': return readManifests(['-'], { stdin });
    case 'git': return readGit(source, parsed, cwd);
    case 'cluster': return readCluster(source, parsed.context, { ...options, cwd });
  }
}
