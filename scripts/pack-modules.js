// Joins the modules of each folder of ./lib into one file of lib/modules: Node.js takes longer to find and to read hundreds of small
// files than `check` takes for a few manifests. What is started or imported by its path stays a file, as does what runs in a pod.
const fs = require('fs');
const path = require('path');
const ts = require('typescript');

const LIB = 'lib';
const PACKED = 'modules';
const LOAD = 'loadPacked';
const isEntry = file => !file.includes('/') || file === 'cli/main.js' || file.startsWith('rehearse/');

const files = fs.readdirSync(LIB, { recursive: true }).map(file => file.replaceAll(path.sep, '/'))
  .filter(file => file.endsWith('.js') && !file.startsWith(`${PACKED}/`)).sort();
const inside = files.filter(file => !isEntry(file));
const ids = new Set(inside.map(idOf));

// Without any, they were packed before.
if (inside.length > 0) {
  fs.rmSync(path.join(LIB, PACKED), { recursive: true, force: true });
  fs.mkdirSync(path.join(LIB, PACKED));
  const byPack = new Map();
  for (const file of inside) { byPack.set(packOf(idOf(file)), [...byPack.get(packOf(idOf(file))) ?? [], file]); }
  for (const [pack, members] of byPack) {
    write(`${PACKED}/${pack}.js`, `'use strict';\nconst ${LOAD} = require('./load');\nmodule.exports = {\n${members.map(packed).join(',\n')}\n};\n`);
  }
  write(`${PACKED}/load.js`, loader([...byPack.keys()]));
  for (const file of files.filter(isEntry)) {
    const up = path.posix.relative(path.posix.dirname(file), `${PACKED}/load`);
    write(file, withLoads(file, id => `require(${JSON.stringify(up.startsWith('.') ? up : `./${up}`)})(${JSON.stringify(id)})`));
  }
  for (const file of inside) { fs.rmSync(path.join(LIB, file)); }
  nameExports('index.js');
}

function idOf(file) {
  return file.slice(0, -'.js'.length);
}

/** The rules of check and of diff are most of the code, and no command needs both. */
function packOf(id) {
  const [folder, below] = id.split('/');
  return folder === 'rules' && ['check', 'diff'].includes(below) ? `${folder}-${below}` : folder;
}

function packed(file) {
  return `${JSON.stringify(idOf(file))}(exports, module, __filename, __dirname) {\n${withLoads(file, id => `${LOAD}(${JSON.stringify(id)})`)}\n}`;
}

/** The code of a file, with its packed modules loaded from their packs. */
function withLoads(file, loadOf) {
  const text = fs.readFileSync(path.join(LIB, file), 'utf8').replace(/\n?\/\/# sourceMappingURL=data:\S+\s*$/, '\n');
  if (text.includes(LOAD)) { throw new Error(`${file} has a name ${LOAD}, by which packed modules are loaded`); }
  const calls = [];
  const visit = node => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'require' && ts.isStringLiteral(node.arguments[0]) && node.arguments[0].text.startsWith('.')) { calls.push(node); }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return calls.reverse().reduce((code, call) => {
    const target = path.posix.join(path.posix.dirname(file), call.arguments[0].text);
    const id = [target, `${target}/index`].find(each => ids.has(each));
    const isOwnFile = [`${target}.js`, `${target}/index.js`].some(each => files.includes(each) && isEntry(each));
    if (id === undefined && !isOwnFile) { throw new Error(`${file} requires ${call.arguments[0].text}, which is not in ${LIB}`); }
    const written = id !== undefined ? loadOf(id) : isEntry(file) ? call.getText() : `require(${JSON.stringify(`../${target}`)})`;
    return code.slice(0, call.getStart()) + written + code.slice(call.end);
  }, text);
}

function write(file, text) {
  fs.writeFileSync(path.join(LIB, file), text);
}

/** ES modules import by name what Node.js finds in the text of a file, without running it. */
function nameExports(file) {
  const names = Object.keys(require(path.resolve(LIB, file)));
  fs.appendFileSync(path.join(LIB, file), `0 && (module.exports = { ${names.join(', ')} });\n`);
}

/** Modules as Node.js loads them: each once, when it is first required. Bundlers find every file, since each is required by its name. */
function loader(packs) {
  return `'use strict';
const path = require('node:path');
const loaded = new Map();
const packs = {
${packs.map(pack => `${JSON.stringify(pack)}: () => require('./${pack}')`).join(',\n')}
};
const packOf = ${packOf.toString()};
module.exports = Object.assign(load, { loaded });
function load(id) {
const known = loaded.get(id);
if (known) { return known.exports; }
const module = { exports: {} };
loaded.set(id, module);
const file = path.join(__dirname, '..', ...id.split('/')) + '.js';
packs[packOf(id)]()[id].call(module.exports, module.exports, module, file, path.dirname(file));
// What an index re-exports is a call each time; no module needs another one before it is complete, so its values are final.
if (id.endsWith('/index')) { module.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true }); }
return module.exports;
}
`;
}
