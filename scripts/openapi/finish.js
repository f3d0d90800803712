// The files of the package that are generated from what was linked: limits, notices and the version.
//
//   go list -deps -json … | node scripts/openapi/finish.js FOLDER GOROOT
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { limitMemory } = require('./limit-memory.js');

/** What the documents of a comparison may take, in pages of 64 KiB: 384 MiB. Node.js itself needs about 110 MiB. */
const MOST_PAGES = 6144;
const NOTICE = /^(licen[cs]e|notice|copying|patents|authors)(\.(md|txt)|$)/i;

const [folder, goroot] = process.argv.slice(2);
const linked = JSON.parse(`[${readFileSync(0, 'utf8').replace(/^}\n{/gm, '},{')}]`);

const wasm = join(folder, 'lib/oasdiff.wasm');
writeFileSync(wasm, limitMemory(readFileSync(wasm), MOST_PAGES));

const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
manifest.oasdiff = linked.find(({ Module }) => Module?.Path === 'github.com/oasdiff/oasdiff').Module.Version.slice(1);
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

writeFileSync(join(folder, 'NOTICES.md'), notices());

/** The licences of each module, also of parts that its linked packages took over from elsewhere. */
function notices() {
  const modules = new Map([['The Go programming language', { version: process.env.GOVERSION, files: noticesIn(goroot, goroot) }]]);
  for (const { Dir, Module, Standard } of linked) {
    if (Standard || !Module || Module.Main) { continue; }
    const { files } = modules.get(Module.Path) ?? modules.set(Module.Path, { version: Module.Version, files: new Set() }).get(Module.Path);
    for (const file of noticesIn(Dir, Module.Dir)) { files.add(file); }
  }
  const bare = [...modules].filter(([, { files }]) => [...files].length === 0).map(([name]) => name);
  if (bare.length > 0) { throw new Error(`no licence was found for ${bare.join(', ')}`); }
  const parts = [...modules].sort(([one], [other]) => one < other ? -1 : 1).map(([name, { version, files }]) => [
    `## ${name} ${version}`,
    ...[...files].sort().map(file => `\`\`\`text\n${readFileSync(file, 'utf8').trim()}\n\`\`\``),
  ].join('\n\n'));
  return `# Notices\n\nWhat oasdiff.wasm and wasm_exec.js consist of, and under which licences.\n\n${parts.join('\n\n')}\n`;
}

function noticesIn(folderOfPackage, root) {
  const files = [];
  for (let here = folderOfPackage; !relative(root, here).startsWith('..'); here = dirname(here)) {
    files.push(...readdirSync(here, { withFileTypes: true }).filter(each => each.isFile() && NOTICE.test(each.name)).map(({ name }) => join(here, name)));
  }
  return files;
}
