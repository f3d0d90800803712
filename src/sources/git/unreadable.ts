import { LARGEST_FILE, InputProblem } from '../../manifests';
import { sourceError } from '../source-error';
import { CommittedFile } from './files-of';

/** Why a file cannot be read as text. */
export function storedProblem(name: string, { stored, is }: CommittedFile): InputProblem {
  if (is === 'submodule') {
    return sourceError(name, 'This is a submodule, whose files are not in this repository. Name the folders beside it, or check the revision out and compare folders.');
  }
  if (stored.type === 'blob' && stored.size > LARGEST_FILE) {
    return sourceError(name, `This is larger than ${LARGEST_FILE} bytes, so it was not read. Split it, or point to the manifests only.`);
  }
  if (stored.type === 'tree') {
    return sourceError(name, 'This is a link to a folder, which kubectl does not follow, so it was skipped. Name the folder itself to read it.', 'note');
  }
  if (is === 'link') { return sourceError(name, 'The target of this link is not in the revision. Commit the target, or remove the link.'); }
  return sourceError(name, 'The content of this file is missing from the clone. Run `git fsck` to see why, or clone again.');
}

/** Why a text is not read as manifests. */
export function contentProblem(name: string, text: string, isFound: boolean): InputProblem | undefined {
  if (text.startsWith('version https://git-lfs.github.com/spec/')) {
    return sourceError(name, 'This is in Git LFS, and the revision only points to it. Check the revision out and compare folders.');
  }
  // As with folders on disk: files such as tsconfig.json are often beside manifests.
  return isFound && /\.json$/i.test(name) && !text.includes('apiVersion')
    ? sourceError(name, 'Skipped: this JSON has no apiVersion, so it is not a manifest.', 'note') : undefined;
}
