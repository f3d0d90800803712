import { FAILING_CONFIG, hashedName, PASSING_CONFIG } from './hashed-name';
import { usedConfigs } from '../../../analysis/config/used-configs';
import { showPath, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { workloadRule } from '../workload-rule';

export const configChangeWithoutRollout = workloadRule({
  id: 'config-change-without-rollout',
  severity: 'warning',
  title: 'Configuration that no update rolls out',
  impact: 'A changed setting takes effect days later and pod by pod, when pods happen to restart, with no rollout to watch and none to undo.',
  why: 'Environment variables and files mounted with a subPath are read when a container starts. A new content under the same name changes no pod template, so nothing restarts.',
  fix: 'Put a hash of the content into the name of the ConfigMap or Secret, or into an annotation of the pod template.',
  reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config } }] }] } } }
${FAILING_CONFIG}`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: web-config-5h2m9k4d7t } }] }] } } }
${PASSING_CONFIG}`,
  },
  judge: (workload: Workload, _profile, manifests) => usedConfigs(workload, manifests)
    ?.filter(({ isFrozen, isSafe }) => isFrozen && !isSafe)
    .map(({ kind, name, path, isConstruct }) => ({
      path,
      message: `A new content of ${kind} ${shorten(name)} restarts no pod of ${workload.name}: `
        + `each goes on with the old one until something else restarts it${isConstruct ? ', since cdk8s hashes the place of the construct and not its content' : ''}.`,
      fix: `${hashedName(kind, showPath(path))}; or write the hash into spec.template.metadata.annotations['checksum/config'].`,
    })),
});
