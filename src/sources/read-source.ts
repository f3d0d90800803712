import { InputProblem, LoadDocument, ManifestObject, Manifests, readManifests } from '../manifests';
import { readCluster } from './cluster/read-cluster';
import { readGit } from './git/read-git';
import { parseSource } from './source';
import { sourceError } from './source-error';

/** What a source may need besides its name. */
export interface SourceOptions {
  /** The value of `-`: the text of standard input, or why it could not be read. */
  readonly stdin?: string | InputProblem;
  /**
   * Where `git` and `kubectl` run: the path of `git:REV:PATH` starts there. Other paths start in the working directory, as those
   * of `check` do.
   *
   * @default - the working directory
   */
  readonly cwd?: string;
  /** The objects to read from a cluster: those of AFTER. */
  readonly asked?: readonly ManifestObject[];
  /**
   * The namespace of objects that do not state one, in a cluster.
   *
   * @default - that of the context
   */
  readonly namespace?: string;
  /** A label selector: objects in the cluster that it selects and that AFTER no longer has are read, too. */
  readonly pruneSelector?: string;
  /** Reads the documents of files; both sides of a comparison share it. */
  readonly load?: LoadDocument;
}

/**
 * Reads manifests from a path, `-`, `git:REV:PATH`, `cluster:` or `cluster:CONTEXT`. Whatever cannot be read becomes a problem.
 */
export function readSource(source: string, options: SourceOptions = {}): Manifests {
  const parsed = parseSource(source);
  const { stdin, cwd = process.cwd(), load } = options;
  switch (parsed.kind) {
    case 'wrong': return { objects: [], problems: [sourceError(source, parsed.message)] };
    case 'path': return readManifests([parsed.path], { load });
    case 'stdin': return readManifests(['-'], { stdin, load });
    case 'git': return readGit(source, parsed, cwd, load);
    case 'cluster': return readCluster(source, parsed.context, { ...options, cwd });
  }
}
