import { ClusterProfile } from '../../../analysis/cluster-profile';
import { placeOf, wordsOf } from '../../../analysis/pod/containers';
import { isBefore, NGINX_ASKS_FOR_QUIT } from '../../../analysis/pod/image-signals';
import { servesRequests } from '../../../analysis/traffic/router';
import { Container, CONTAINER_PATHS, hookSeconds, hubRepository, ManifestSet, showPath, stringAt, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { requiredDelay, withGracePeriod } from '../../fixes/prestop';
import { Violation } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const stopSignalDropsRequests = workloadRule({
  id: 'stop-signal-drops-requests',
  severity: 'warning',
  title: 'Server that drops its requests on SIGTERM',
  impact: 'Requests in flight are cut in every update, scale-down and node drain.',
  why: 'On SIGTERM, nginx stops fast and uWSGI reloads. Nginx stops gracefully on SIGQUIT, which its images set as STOPSIGNAL since 1.19.5.',
  fix: 'Use an image with the right STOPSIGNAL, or stop the server from the preStop hook.',
  reference: 'https://github.com/nginx/docker-nginx/issues/377',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'nginx:1.18.0' }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, image: 'nginx:1.29.1' }] } } }
`,
  },
  judge: (workload, profile, manifests) => {
    const { serving } = workload;
    if (!serving || !servesRequests(workload)) { return undefined; }
    if (hubRepository(serving.image) === 'nginx') {
      const isFast = isBefore(serving.image, NGINX_ASKS_FOR_QUIT) && !asksForQuit(workload, serving);
      return isFast ? nginxViolation(workload, serving, profile, manifests) : [];
    }
    const words = wordsOf(workload, serving);
    return words[0]?.split('/').pop() === 'uwsgi' ? uwsgiViolation(words, serving) : undefined;
  },
});

function asksForQuit(workload: Workload, container: Container): boolean {
  const hook = container.preStop?.kind === 'exec' ? container.preStop.command.join(' ') : '';
  return stringAt(placeOf(workload, container), ['lifecycle', 'stopSignal']) === 'SIGQUIT' || /nginx\s+-s\s+quit|QUIT/.test(hook);
}

function nginxViolation(workload: Workload, container: Container, profile: ClusterProfile, manifests: ManifestSet): Violation[] {
  const path = [...container.path, 'image'];
  const seconds = requiredDelay(container, workload, profile, manifests);
  const was = hookSeconds(container.preStop) ? seconds : 0;
  // A hook has only one action. Without the last command, SIGTERM would follow right after the order to quit.
  const hook = { exec: { command: ['/bin/sh', '-c', `sleep ${seconds}; nginx -s quit; tail -f /dev/null`] } };
  return [{
    path,
    message: `The image ${shorten(container.image)} of ${containerLabel(container)} is stopped with SIGTERM, on which nginx drops the requests that it is answering.`,
    ...withGracePeriod({ path: [...container.path, ...CONTAINER_PATHS.preStop], value: hook }, seconds, was, workload, profile, {
      or: `set ${showPath(path)} to nginx 1.19.5 or newer`,
      byHand: 'whether nginx 1.19.5 or newer does, which stops gracefully by itself',
    }),
  }];
}

// Its configuration files are not in the manifests.
function uwsgiViolation(words: string[], container: Container): Violation[] | undefined {
  if (words.some(word => /--die-on-term|gracefully_kill_them_all/.test(word))) { return []; }
  if (words.some(word => /\.(?:ini|ya?ml|xml|json)$|^--?(?:ini|yaml|xml|json)\b/.test(word))) { return undefined; }
  const path = [...container.path, 'command'];
  return [{
    path,
    message: `The command of ${containerLabel(container)} is uwsgi without --die-on-term: it reloads on SIGTERM, and keeps running until SIGKILL cuts its requests.`,
    fix: `Add "--hook-master-start" and "unix_signal:15 gracefully_kill_them_all" to ${showPath(path)}.`,
  }];
}
