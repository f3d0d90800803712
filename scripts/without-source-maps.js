// Takes the inline source maps out of lib/: they hold the sources once more, and are two thirds of the package.
const fs = require('fs');
const path = require('path');

for (const entry of fs.readdirSync('lib', { recursive: true })) {
  if (!entry.endsWith('.js')) { continue; }
  const file = path.join('lib', entry);
  const text = fs.readFileSync(file, 'utf8');
  const mapless = text.replace(/\n?\/\/# sourceMappingURL=data:\S+\s*$/, '\n');
  if (mapless !== text) { fs.writeFileSync(file, mapless); }
}
