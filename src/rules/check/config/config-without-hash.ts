import { mounted } from './config-without-hash/mounted';
import { readAtStart } from './config-without-hash/read-at-start';
import { FAILING_CONFIG, PASSING_CONFIG } from './hashed-name';
import { Rule, togetherJudging } from '../../rule';

export const configWithoutHash: Rule = {
  id: 'config-without-hash',
  severity: 'info',
  title: 'ConfigMap or Secret without a hash of its content',
  impact: 'A wrong setting reaches every pod within about a minute: no working pod is left, and no rollout stops it.',
  why: 'The kubelet updates mounted ConfigMaps and Secrets in all running pods, old ones included, without regard to readiness or maxUnavailable.',
  fix: 'Include a hash of the content in the name of the ConfigMap or Secret, so that only new pods get the new content.',
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
  judge: togetherJudging(mounted, readAtStart),
};
