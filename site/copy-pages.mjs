// Copies the pages of the repository into the site, where VitePress can resolve its own packages.
import { cpSync, rmSync } from 'node:fs';

const PAGES = ['README.md', 'API.md', 'CHANGELOG.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs'];

const folder = new URL('./pages/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
PAGES.forEach(page => cpSync(new URL(`../${page}`, import.meta.url), new URL(page, folder), { recursive: true }));
