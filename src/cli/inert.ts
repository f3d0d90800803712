/**
 * Text in which a pipeline finds no command: GitHub executes `::error::` at the beginning of a line, even behind spaces,
 * and `##[error]` anywhere; Azure Pipelines and TeamCity execute `##vso[` and `##teamcity[`. Manifests may contain all of
 * them, and wrapping can move them to the beginning of a line.
 */
export function inert(text: string): string {
  // Nearly all reports have neither, which is seen many times as fast as that there is no command.
  const withoutColons = text.includes('::') ? text.replace(/^([^\S\n]*):(?=:.*::)/gm, '$1\uFFFD') : text;
  return withoutColons.includes('##') ? withoutColons.replace(/##(?=[a-z]*\[)/gi, '#\uFFFD') : withoutColons;
}

/** The same for messages, which have no colours: names of files may contain escape sequences. */
export function inertMessage(text: string): string {
  return inert(text.replace(/(?![\n\t])\p{C}/gu, '\uFFFD'));
}
