'use strict';

const fs = require('node:fs');
const { resolve } = require('node:path');

/** Looks at files that are open already. */
const OF_OPEN_FILES = ['close', 'fstat', 'read'];

/** What a WebAssembly module of Go takes for the file system: the files its arguments name, to be read, and the standard streams. */
exports.onlyFilesOf = function onlyFilesOf(args) {
  const root = process.cwd();
  const files = new Set(args
    .map(arg => resolve(root, /^--[\w-]+=/.test(arg) ? arg.slice(arg.indexOf('=') + 1) : arg))
    .filter(path => fs.statSync(path, { throwIfNoEntry: false })?.isFile()));
  const given = path => files.has(resolve(root, path));
  const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_EXCL } = fs.constants;
  const writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_EXCL;

  const allowed = {
    root,
    constants: fs.constants,
    open: (path, flags, mode, done) => given(path) && !(flags & writes) ? fs.open(path, O_RDONLY, done) : done(refused('open', path)),
    stat: (path, done) => given(path) ? fs.stat(path, done) : done(missing(path)),
    lstat: (path, done) => given(path) ? fs.lstat(path, done) : done(missing(path)),
    // Standard output and standard error.
    write: (fd, ...rest) => fd === 1 || fd === 2 ? fs.write(fd, ...rest) : rest.at(-1)(refused('write', fd)),
    writeSync: (fd, bytes) => fs.writeSync(fd, bytes),
  };
  for (const name of OF_OPEN_FILES) { allowed[name] = (...rest) => fs[name](...rest); }
  // Go looks up what it calls by name: each other function refuses.
  return new Proxy(allowed, {
    get: (target, name) => target[name] ?? ((...rest) => rest.at(-1)(refused(String(name), rest[0]))),
  });
};

function refused(what, path) {
  return Object.assign(new Error(`${what} ${path} is refused: only files that the arguments name may be read`), { code: 'EACCES' });
}

function missing(path) {
  return Object.assign(new Error(`${path} is not among the files that the arguments name`), { code: 'ENOENT' });
}
