import { commandNotInImage as rule } from '../../../../../src/rules/check/stop/prestop-cannot-run/command-not-in-image';
import { hook, saidBy, stating, verdict, web, WITHOUT_SERVICE } from '../changes';

const SHELL = ['/bin/sh', '-c', 'sleep 15'];
const AT = 'spec.template.spec.containers[0].lifecycle.preStop.exec';
const running = (image: string, command: string[] = SHELL) => ({ image, ...hook({ exec: { command } }) });

test('names the missing program, and a hook that needs none', () => {
  expect(saidBy(rule, web(running('gcr.io/distroless/static-debian12:nonroot')))).toEqual([{
    at: `${AT}.command`,
    message: 'The preStop hook of container web runs /bin/sh, which its image gcr.io/distroless/static-debian12:nonroot does not have: the hook fails, and SIGTERM is sent at once.',
    fix: 'Set spec.template.spec.containers[0].lifecycle.preStop to { "sleep": { "seconds": 15 } }, and spec.template.spec.terminationGracePeriodSeconds to 60.',
  }]);
});

test('does not recommend the sleep action to a cluster that does not support it', () => {
  expect(saidBy(rule, web(running('web:distroless')), { kubernetesMinor: 29 })[0].fix).toBe('Replace spec.template.spec.containers[0].lifecycle.preStop with httpGet and a path that the application answers after 15 s, and set spec.template.spec.terminationGracePeriodSeconds to 60.');
});

test('replaces a hook of unknown length with one as long as routers need', () => {
  const wait = running('web:distroless', ['sh', '-c', './wait.sh']);
  expect(saidBy(rule, web(wait))[0].fix).toBe('Set spec.template.spec.containers[0].lifecycle.preStop to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.');
  expect(saidBy(rule, stating({ 'deregistration-delay': '25s' }, wait))[0].fix).toBe('Set spec.template.spec.containers[0].lifecycle.preStop to { "sleep": { "seconds": 25 } }, and spec.template.spec.terminationGracePeriodSeconds to 70.');
});

test.each([
  'registry.example.com/web-distroless:1', 'cgr.dev/chainguard/node:latest', 'mirror.example.com/chainguard/node:1', 'scratch', 'example.com/static:1', 'static@sha256:0a', 'mirror.example.com/static-debian12',
])('%s has no shell', image => {
  expect(verdict(rule, web(running(image)))).toBe('fails');
});

test.each([
  'cgr.dev/chainguard/node:latest-dev', 'gcr.io/distroless/static:debug', 'cgr.dev/chainguard/wolfi-base', 'cgr.dev/chainguard/busybox:1', 'cgr.dev/chainguard/bash',
  'web:distroless-shell', 'example.com/static-site:1', 'example.com/my-static:1', 'registry.example.com/web:1.4.2', 'example.com/cgr.dev-web:1', 'example.com/mychainguard/web:1',
])('%s may have a shell', image => {
  expect(verdict(rule, web(running(image)))).toBe('does not apply');
});

test.each([
  'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1', 'eu.gcr.io/cloud-sql-connectors/cloud-sql-proxy@sha256:0a', 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.11.0',
  'gcr.io/cloudsql-docker/gce-proxy:1.16', 'eu.gcr.io/cloudsql-docker/gce-proxy:1.16', 'gcr.io/cloudsql-docker/gce-proxy:1.17', 'gcr.io/cloudsql-docker/gce-proxy:1.33.2', 'quay.io/oauth2-proxy/oauth2-proxy:v7.6.0', 'quay.io/brancz/kube-rbac-proxy:v0.18.1',
  'registry.k8s.io/coredns/coredns:v1.11.1', 'traefik/whoami', 'hashicorp/http-echo:1.0',
])('%s is known to have no shell', image => {
  expect(verdict(rule, web(running(image)))).toBe('fails');
});

test.each([
  'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1-alpine', 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2-bookworm', 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1-bullseye',
  'gcr.io/cloudsql-docker/gce-proxy:1.15', 'gcr.io/cloudsql-docker/gce-proxy:1.16-alpine', 'gcr.io/cloudsql-docker/gce-proxy:1.16-buster', 'gcr.io/cloudsql-docker/gce-proxy:latest', 'gcr.io/cloudsql-docker/gce-proxy', 'gcr.io/cloudsql-docker/gce-proxy:1.33.2-buster', 'quay.io/oauth2-proxy/oauth2-proxy:v7.5.1',
  'quay.io/oauth2-proxy/oauth2-proxy:v7.9.0-alpine', 'registry.example.com/cloud-sql-proxy:2.14.1', 'example.com/coredns:1', 'traefik:v3.1.6', 'nginx:1.29',
])('%s may have a shell, as far as is known', image => {
  expect(verdict(rule, web(running(image)))).toBe('does not apply');
});

test('finds the hook of a sidecar, without more time for the requests of the other container', () => {
  const proxy = { name: 'proxy', image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1', lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', 'sleep 25'] } } } };
  expect(saidBy(rule, web({}, { containers: [proxy] }))).toEqual([{
    at: 'spec.template.spec.containers[1].lifecycle.preStop.exec.command',
    message: 'The preStop hook of container proxy runs /bin/sh, which its image gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1 does not have: the hook fails, and SIGTERM is sent at once.',
    fix: 'Set spec.template.spec.containers[1].lifecycle.preStop to { "sleep": { "seconds": 25 } }.',
  }]);
});

test.each([
  ['sh'], ['/bin/bash'], ['/usr/bin/dash'], ['ash'], ['sleep'], ['/bin/sleep'], ['/usr/bin/env'], ['busybox'], ['timeout'], ['curl'], ['/usr/bin/wget'], ['kill'],
])('%s comes only with a distribution', program => {
  expect(verdict(rule, web(running('web:distroless', [program, '10'])))).toBe('fails');
});

test.each([['/busybox/sh'], ['/app/drain'], ['/opt/bin/sleep'], ['sleeper'], ['fish']])('%s may have been added to the image', program => {
  expect(verdict(rule, web(running('web:distroless', [program, '10'])))).toBe('passes');
});

test('an image that is made for a program has it', () => {
  expect(verdict(rule, web(running('cgr.dev/chainguard/curl', ['curl', 'http://localhost:8080/drain'])))).toBe('passes');
});

test('a hook that needs no program passes, and so does one without a command', () => {
  expect(verdict(rule, web({ image: 'web:distroless' }))).toBe('passes');
  expect(verdict(rule, web(running('web:distroless', [])))).toBe('passes');
});

test('does not apply if the pods receive no requests, or without a hook', () => {
  expect(verdict(rule, web(running('web:distroless')) + WITHOUT_SERVICE)).toBe('does not apply');
  expect(verdict(rule, web({ image: 'web:distroless', lifecycle: null }))).toBe('does not apply');
});

test('one list item with a space is not a program, whatever the image', () => {
  expect(saidBy(rule, web(hook({ exec: { command: ['sleep 15'] } })))).toEqual([{
    at: 'spec.template.spec.containers[0].lifecycle.preStop.exec.command',
    message: 'The preStop hook of container web looks for a program called "sleep 15", since each word must be a separate list item: the hook fails, and SIGTERM is sent at once.',
    fix: 'Set spec.template.spec.containers[0].lifecycle.preStop to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.',
  }]);
});
