// Runs axe-core (WCAG 2.2 AA and best practices) on pages of the built site, for desktop, phone and dark mode. Fails on any
// violation, and takes screenshots on request.
//
//   node accessibility.mjs [SCREENSHOTS-FOLDER]
//
// Needs Chromium (CHROMIUM=/path/to/it) and the packages playwright-core and axe-core, which are not part of the site: install
// them anywhere and set MODULES=/path/to/node_modules.
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

const DIST = new URL('./dist/', import.meta.url).pathname;
const load = createRequire(join(process.env.MODULES ?? new URL('./node_modules', import.meta.url).pathname, 'any.js'));
const { chromium } = load('playwright-core');
const [screenshots] = process.argv.slice(2);
if (screenshots) { mkdirSync(screenshots, { recursive: true }); }

const PAGES = ['index', 'docs/getting-started', 'docs/concepts', 'docs/exposures', 'docs/troubleshooting', 'docs/rules', 'docs/rules/cluster'];
const VIEWS = {
  desktop: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', isMobile: true, hasTouch: true },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
};
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

// The search button of VitePress is named "Search" but also displays its shortcut. This rule of axe-core is experimental.
const KNOWN = { 'label-content-name-mismatch': { enabled: false } };

const server = createServer(({ url }, response) => {
  const path = join(DIST, decodeURIComponent(new URL(url, 'http://localhost').pathname));
  if (!existsSync(path)) { response.writeHead(404).end(); return; }
  response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
  createReadStream(path).pipe(response);
}).listen(0);
const origin = `http://localhost:${server.address().port}`;

let violations = 0;
for (const [view, options] of Object.entries(VIEWS)) {
  // With --single-process, closing a context ends the browser.
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--single-process', '--no-zygote', '--disable-gpu'],
  });
  const context = await browser.newContext(options);
  const page = await context.newPage();
  for (const name of PAGES) {
    await page.goto(`${origin}/${name}.html`, { waitUntil: 'load' });
    if (screenshots) { await page.screenshot({ path: join(screenshots, `${view}-${name.replaceAll('/', '-')}.png`) }); }
    await page.addScriptTag({ path: load.resolve('axe-core/axe.min.js') });
    const { violations: found } = await page.evaluate(rules => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules }), KNOWN);
    for (const { id, impact, nodes } of found) {
      violations += nodes.length;
      console.log(`${view} ${name}: ${impact} ${id}, ${nodes.length}×, e.g. ${nodes[0].html.slice(0, 160)} (${nodes[0].target.join(' ')})`);
    }
  }
  if (screenshots && view !== 'phone') {
    await page.goto(`${origin}/index.html`, { waitUntil: 'load' });
    await page.waitForTimeout(2000);
    await page.click('.DocSearch-Button');
    await page.fill('.VPLocalSearchBox input', 'grace period');
    await page.waitForTimeout(2000);
    await page.screenshot({ path: join(screenshots, `${view}-search.png`) });
  }
  await browser.close();
}
server.close();
console.log(`${violations} violations on ${PAGES.length} pages in ${Object.keys(VIEWS).length} views`);
process.exitCode = violations > 0 ? 1 : 0;
