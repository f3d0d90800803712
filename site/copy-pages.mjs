// Copies the pages of the repository to where VitePress finds its own packages beside them.
import { cpSync, rmSync } from 'node:fs';

const PAGES = ['README.md', 'API.md', 'CHANGELOG.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs'];

const folder = new URL('./pages/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
PAGES.forEach(page => cpSync(new URL(`../${page}`, import.meta.url), new URL(page, folder), { recursive: true }));
