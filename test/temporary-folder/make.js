// A run of the tests has a temporary folder of its own: cdk8s makes a folder there for each app, and removes none.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// Jest starts its workers after this; they, and what tests start, take over the environment.
module.exports = () => {
  const { TMPDIR: before } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'jest-run-'));
  process.env.TMPDIR = folder;
  globalThis.temporaryFolder = { folder, before };
};
