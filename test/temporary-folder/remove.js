const { rmSync } = require('node:fs');

// A run in watch mode is followed by others: they begin with the environment as it was.
module.exports = () => {
  const { folder, before } = globalThis.temporaryFolder;
  if (before === undefined) { delete process.env.TMPDIR; } else { process.env.TMPDIR = before; }
  rmSync(folder, { recursive: true, force: true });
};
