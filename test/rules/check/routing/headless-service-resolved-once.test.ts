import { headlessServiceResolvedOnce as rule } from '../../../../src/rules/check/routing';
import { messagesOn } from '../judging';
import { fixesOn, pathsOn } from '../placement/violations-on';

const failing = rule.examples.failing;
const OLD = 'proxy_pass http://web.shop.svc.cluster.local:8080;';
const conf = (text: string) => failing.replace(`'server { listen 8080; location / { ${OLD} } }'`, JSON.stringify(text));
const location = (text: string) => conf(`server { listen 8080; location / { ${text} } }`);

test('fails when nginx resolves a host only at its start', () => {
  expect(messagesOn(rule, failing)).toEqual([
    'The nginx of Deployment front resolves web.shop.svc.cluster.local only when it starts, and Service web is headless: after an update of Deployment web it sends to pods that do not exist, and every request fails until it restarts.',
  ]);
  expect(fixesOn(rule, failing)).toEqual([
    'Send to a Service for the same pods that has a cluster IP (without spec.clusterIP None), or set a resolver with "valid=5s" and use a variable as the host in proxy_pass.',
  ]);
  expect(pathsOn(rule, failing)).toEqual(["data['default.conf']"]);
});

test.each([
  ['an upstream', conf('upstream api { server web:8080 max_fails=3; }\nserver { location / { proxy_pass http://api; } }')],
  ['an upstream named after the Service', conf('upstream web { server web.shop:8080; }\nserver { location / { proxy_pass http://web; } }')],
  ['the short name', location('proxy_pass http://web:8080/;')],
  ['the name with its namespace', location('proxy_pass http://web.shop.svc:8080;')],
  ['FastCGI', location('fastcgi_pass web:9000;')],
  ['gRPC', location('grpc_pass grpc://web:9000;')],
])('finds %s', (_, change) => {
  expect(messagesOn(rule, change)).toHaveLength(1);
});

test.each([
  ['the host is a variable', location('resolver kube-dns.kube-system.svc.cluster.local valid=5s; set $api web.shop.svc.cluster.local; proxy_pass http://$api:8080;')],
  ['the upstream resolves it again', conf('upstream api { zone api 64k; resolver 10.0.0.10; server web:8080 resolve; }\nserver { location / { proxy_pass http://api; } }')],
  ['it is a comment', location('# proxy_pass http://web:8080;\n return 200;')],
  ['it is the name of an upstream', conf('upstream web { server other.example.com; }\nserver { location / { proxy_pass http://web; } }')],
  ['the host is outside of the cluster', location('proxy_pass http://web.example.com;')],
  ['it is a Service of another namespace', location('proxy_pass http://web.blog:8080;')],
  ['it is one pod of a StatefulSet', location('proxy_pass http://web-0.web.shop.svc.cluster.local:8080;')],
  ['the Service has a cluster IP', rule.examples.passing],
  ['another program reads the configuration', failing.replace('nginxinc/nginx-unprivileged', 'example/proxy')],
])('passes if %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});
