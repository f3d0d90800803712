// Does what a page says: writes its files, runs its commands, and looks for the lines that it shows in what they print.
const { spawnSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [page, app] = process.argv.slice(2);
const NOT_RUN = /^(?:mkdir |npx cdk8s-cli|npm install|kubectl )/;
// By the number of the package, the page is about another line of cdk8s-plus.
const ownLine = text => text.replaceAll('cdk8s-zero-downtime-33', 'cdk8s-zero-downtime');

let printed = '';
let steps = 0;
for (const { marker, language, code } of blocksOf(ownLine(readFileSync(page, 'utf8')))) {
  if (marker?.startsWith('file: ')) {
    writeFileSync(join(app, marker.slice(6)), code);
  } else if (language === 'sh') {
    printed = code.trim().split('\n').filter(command => !NOT_RUN.test(command)).map(command => run(command, marker === 'fails')).join('');
  } else if (language === 'text') {
    const missing = code.trim().split('\n').filter(line => !printed.includes(line));
    if (missing.length > 0) { throw new Error(`The page shows what is not printed:\n${missing.join('\n')}\nPrinted was:\n${printed}`); }
  }
  steps += 1;
}
if (steps < 10) { throw new Error(`${page} has only ${steps} steps`); }

function run(command, fails) {
  console.log(`$ ${command}`);
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: app, encoding: 'utf8' });
  console.log(stdout + stderr);
  if ((status !== 0) !== fails) { throw new Error(`'${command}' ended with ${status}`); }
  return stdout + stderr;
}

function blocksOf(text) {
  return [...text.matchAll(/(?:<!-- ([^>]*) -->\n\n)?```(\w+)\n([^]*?)```/g)].map(([, marker, language, code]) => ({ marker, language, code }));
}
