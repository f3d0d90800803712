// Takes out of the npm package what no user reads: from lib/ the source maps, which hold the sources once more, and the comments
// and the indentation of the JavaScript (comments of the types stay), and the types that the public ones do not refer to; from the bundled
// libraries their builds for browsers and their histories. Then it joins the modules: pack-modules.js.
const fs = require('fs');
const path = require('path');
const ts = require('typescript');

// npm packs what the package.json of a bundled library names, whatever our .npmignore says, but it heeds one inside a folder.
const UNPACKED = {
  'diff/dist': '*',
  'diff/libesm': '*',
  'diff/libcjs': '*.d.ts\n*.map',
  'fastest-levenshtein/esm': '*',
  // Only the command of js-yaml reads arguments, and neither is packed.
  'argparse/lib': '*',
  'js-yaml/bin': '*',
  'js-yaml/dist': '*',
  'yaml/browser': '*',
  'yaml/dist': '*.d.ts\ncli.mjs\ntest-events.js',
};

// At the top of a bundled library npm heeds none.
for (const file of ['diff/release-notes.md', 'diff/CONTRIBUTING.md', 'diff/eslint.config.mjs', 'argparse/argparse.js']) {
  fs.rmSync(path.join('node_modules', file), { force: true });
}

for (const entry of fs.readdirSync('lib', { recursive: true })) {
  if (entry.endsWith('.js')) { lean(path.join('lib', entry)); }
}
const types = publicTypes('lib/index.d.ts');
for (const entry of fs.readdirSync('lib', { recursive: true })) {
  const file = path.join('lib', entry);
  if (entry.endsWith('.d.ts') && !types.has(file)) { fs.rmSync(file); }
}
for (const [folder, pattern] of Object.entries(UNPACKED)) {
  const file = path.join('node_modules', folder, '.npmignore');
  if (fs.existsSync(path.dirname(file))) { fs.writeFileSync(file, `${pattern}\n`); }
}
require('./pack-modules');

/** The declarations that a compiler reads for the public API, starting from its index. */
function publicTypes(index) {
  const found = new Set();
  const visit = file => {
    if (found.has(file)) { return; }
    found.add(file);
    const { importedFiles } = ts.preProcessFile(fs.readFileSync(file, 'utf8'));
    for (const { fileName } of importedFiles.filter(({ fileName: name }) => name.startsWith('.'))) {
      const target = path.join(path.dirname(file), fileName);
      visit(fs.existsSync(`${target}.d.ts`) ? `${target}.d.ts` : path.join(target, 'index.d.ts'));
    }
  };
  visit(index);
  return found;
}

function lean(file) {
  const text = fs.readFileSync(file, 'utf8');
  const { outputText } = ts.transpileModule(text.replace(/\n?\/\/# sourceMappingURL=data:\S+\s*$/, '\n'), {
    fileName: file,
    compilerOptions: { allowJs: true, removeComments: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const lessText = withoutIndentation(outputText);
  if (lessText !== text) { fs.writeFileSync(file, lessText); }
}

function withoutIndentation(text) {
  const literals = [];
  const visit = node => {
    if (ts.isTemplateLiteral(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node)) { literals.push([node.getStart(), node.end]); }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('lean.js', text, ts.ScriptTarget.ES2022, true));
  // Whitespace in a template literal is text.
  const isText = at => literals.some(([start, end]) => start < at && at < end);
  return text.replace(/\n[ \t]+/g, (indentation, at) => isText(at) ? indentation : '\n');
}
