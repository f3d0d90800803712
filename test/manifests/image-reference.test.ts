import { hubRepository, startsAsRoot } from '../../src/manifests';

test.each([
  ['nginx', 'nginx'], ['nginx:1.25', 'nginx'], ['bitnami/nginx:1', 'bitnami/nginx'],
  ['library/nginx', 'nginx'], ['docker.io/nginx', 'nginx'], ['docker.io/library/nginx:1.25', 'nginx'], ['docker.io/bitnami/nginx', 'bitnami/nginx'],
  ['registry.example.com/dockerhub/nginx', 'nginx'], ['registry.example.com/docker-hub/bitnami/nginx', 'bitnami/nginx'],
  ['registry.example.com/mirror/library/nginx', 'nginx'], ['mirror/nginx', 'nginx'], ['public.ecr.aws/docker/library/nginx:1', 'nginx'],
  ['registry.example.com/docker.io/nginx', 'registry.example.com/docker.io/nginx'], ['mydocker.io/nginx', 'mydocker.io/nginx'],
  ['registry.example.com/nginx', 'registry.example.com/nginx'], ['registry.example.com/my-mirror/nginx', 'registry.example.com/my-mirror/nginx'],
  ['registry.example.com/mirrors/nginx', 'registry.example.com/mirrors/nginx'], ['mylibrary/nginx', 'mylibrary/nginx'], ['dockerXio/nginx', 'dockerXio/nginx'],
])('%s is %s in Docker Hub', (image, repository) => {
  expect(hubRepository(image)).toBe(repository);
});

test.each([
  ['nginx:1.27.3', true], ['docker.io/library/httpd:2.4', true], ['public.ecr.aws/docker/library/caddy:2', true],
  ['nginxinc/nginx-unprivileged:1.27.3', false], ['registry.example.com/nginx:1.27.3', false], ['bitnami/nginx:1.27.3', false], ['node:22', false],
])('%s is known to start as root: %s', (image, is) => {
  expect(startsAsRoot(image)).toBe(is);
});
