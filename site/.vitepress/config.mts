import { dirname, join, normalize } from 'node:path';
import { defineConfig, type DefaultTheme, type MarkdownOptions } from 'vitepress';

const REPOSITORY = 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime';

const page = (text: string, file: string): DefaultTheme.SidebarItem => ({ text, link: `/docs/${file}` });
const TOPICS = [
  page('Stop of a pod', 'rules/stop'),
  page('Start and probes', 'rules/start'),
  page('Rollout', 'rules/rollout'),
  page('Budgets and drains', 'rules/drain'),
  page('Placement and nodes', 'rules/placement'),
  page('Replicas and autoscaling', 'rules/autoscaling'),
  page('Services and routing', 'rules/routing'),
  page('Names and labels', 'rules/identity'),
  page('Configuration and images', 'rules/config'),
  page('Cluster version', 'rules/cluster'),
];

const SIDEBAR: DefaultTheme.SidebarItem[] = [
  {
    text: 'Guide',
    items: [
      { text: 'Overview', link: '/' },
      page('Getting started', 'getting-started'),
      page('Concepts', 'concepts'),
      page('Which exposure am I?', 'exposures'),
      page('Recipes', 'recipes'),
      page('Graceful shutdown', 'graceful-shutdown'),
      page('Change an API', 'change-an-api'),
      page('Adopt a running Deployment', 'adopt-a-running-deployment'),
      page('Adopt check in a repository', 'adopt-in-a-repository'),
      page('From cdk8s-plus', 'from-cdk8s-plus'),
      page('Troubleshooting', 'troubleshooting'),
      page('FAQ', 'faq'),
      page('Comparison', 'comparison'),
    ],
  },
  {
    text: 'Commands',
    items: [page('check', 'check'), page('diff', 'diff'), page('rehearse', 'rehearse')],
  },
  {
    text: 'Rules',
    items: [
      page('Rules', 'rules'),
      page('Update rules', 'update-rules'),
      { text: 'By topic', items: TOPICS },
      page('Workloads and routes', 'workloads'),
      page('Coverage', 'coverage'),
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'API', link: '/API' },
      page('From a prop to its field', 'props'),
      page('Escape hatches', 'escape-hatches'),
      page('Python', 'python'),
      page('Messages for common mistakes', 'mistakes'),
      page('Linters', 'linters'),
      { text: 'Changelog', link: '/CHANGELOG' },
    ],
  },
  {
    text: 'Measured',
    items: [
      page('Evidence', 'evidence'),
      page('Predicted and measured times', 'predicted-against-real'),
      page('Findings in public manifests', 'findings'),
      page('Fixes', 'fixes'),
      page('Updates on a cluster', 'updates-on-a-cluster'),
      page('Jobs on a cluster', 'jobs-on-a-cluster'),
      page('Life of an API on a router', 'api-life-on-a-router'),
      page('Contract released with its client', 'contract-release-on-a-router'),
      page('Request matching, compared with Envoy', 'matched-against-envoy'),
      page('Differences from the API server', 'differences-from-the-api-server'),
    ],
  },
];

const TOP = ['README.md', 'API.md', 'CHANGELOG.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
const isPage = (path: string): boolean => TOP.includes(path) || (path.startsWith('docs/') && path.endsWith('.md'));

/** Links to pages stay; links to what else the repository holds lead there. */
function resolveLink(link: string, from: string): string {
  if (/^[a-z]+:|^#|^\//.test(link)) { return link; }
  const [path, anchor] = link.split('#');
  const target = normalize(join(dirname(from), path));
  if (target === 'README.md') { return anchor === undefined ? '/' : `/#${anchor}`; }
  return isPage(target) ? link : `${REPOSITORY}/blob/main/${target}`;
}

const markdown: MarkdownOptions = {
  theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  // Braces in these pages are text: neither attributes, nor expressions of Vue.
  attrs: { disable: true },
  config: md => {
    for (const kind of ['text', 'code_inline'] as const) {
      const render = md.renderer.rules[kind]!;
      md.renderer.rules[kind] = (...args) => render(...args).replaceAll('{{', '&#123;&#123;');
    }
    md.core.ruler.push('links-to-the-repository', ({ tokens, env }) => {
      for (const token of tokens.flatMap(({ children }) => children ?? [])) {
        const link = token.type === 'link_open' ? token.attrGet('href') : null;
        if (link !== null) { token.attrSet('href', resolveLink(link, env.relativePath === 'index.md' ? 'README.md' : env.relativePath)); }
      }
    });
  },
};

// SITE_BASE is the path of the site on its host, such as /cdk8s-zero-downtime/.
export default defineConfig({
  title: 'cdk8s-zero-downtime',
  description: 'Kubernetes services that update with zero downtime',
  lang: 'en',
  base: process.env.SITE_BASE ?? '/',
  srcDir: './pages',
  rewrites: { 'README.md': 'index.md' },
  outDir: './dist',
  cacheDir: './.vitepress/cache',
  cleanUrls: false,
  markdown,
  themeConfig: {
    sidebar: SIDEBAR,
    nav: [
      { text: 'Guide', link: '/docs/getting-started', activeMatch: '/docs/(getting-started|concepts|exposures|recipes)' },
      { text: 'Rules', link: '/docs/rules', activeMatch: '/docs/(update-)?rules' },
      { text: 'API', link: '/API' },
    ],
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: REPOSITORY, ariaLabel: 'GitHub repository' }],
    editLink: { pattern: `${REPOSITORY}/edit/main/:path` },
    footer: { message: 'Apache-2.0' },
  },
});
