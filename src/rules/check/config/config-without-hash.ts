import { FAILING_CONFIG, hashedName, PASSING_CONFIG } from './hashed-name';
import { usedConfigs } from '../../../analysis/config/used-configs';
import { showPath, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { workloadRule } from '../workload-rule';

export const configWithoutHash = workloadRule({
  id: 'config-without-hash',
  severity: 'warning',
  title: 'Configuration that changes in all pods at once',
  impact: 'A wrong setting reaches every pod within about a minute: no pod is left that works, and no rollout stops it.',
  why: 'The kubelet renews mounted ConfigMaps and Secrets in running pods, old ones included, without regard to readiness or maxUnavailable.',
  fix: 'Put a hash of the content into the name of the ConfigMap or Secret, so that only new pods get the new content.',
  reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      containers: [{ name: web, volumeMounts: [{ name: config, mountPath: /etc/web }] }]
      volumes: [{ name: config, configMap: { name: web-config } }]
${FAILING_CONFIG}`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers: [{ name: web, volumeMounts: [{ name: config, mountPath: /etc/web }] }]
      volumes: [{ name: config, configMap: { name: web-config-5h2m9k4d7t } }]
${PASSING_CONFIG}`,
  },
  judge: (workload: Workload, _profile, manifests) => usedConfigs(workload, manifests)
    ?.filter(({ isFrozen, isSafe }) => !isFrozen && !isSafe)
    .map(({ kind, name, path }) => ({
      path,
      message: `A new content of ${kind} ${shorten(name)} appears in all running pods of ${workload.name} within about a minute: a mistake in it takes all of them, and no rollout stops it.`,
      fix: `${hashedName(kind, showPath(path))}.`,
    })),
});
