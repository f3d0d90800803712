import { commandNotInImage } from './prestop-cannot-run/command-not-in-image';
import { scriptRefused } from './prestop-cannot-run/script-refused';
import { tcpSocket } from './prestop-cannot-run/tcp-socket';
import { Rule, togetherJudging } from '../../rule';

export const prestopCannotRun: Rule = {
  id: 'prestop-cannot-run',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'preStop hook that cannot run',
  impact: 'The hook fails, SIGTERM is sent at once, and requests fail in every update although the manifest seems to prevent it.',
  why: 'The hook runs inside the container. Images such as distroless have neither a shell nor sleep; the kubelet records FailedPreStopHook and sends SIGTERM. Without a shell, a command written as one list item is not found either. A shell runs nothing of a script with `&;`.',
  fix: 'Use the sleep action, which the kubelet itself runs.',
  reference: 'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3960-pod-lifecycle-sleep-action#motivation',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2-distroless
          lifecycle: { preStop: { $patch: replace, exec: { command: [/bin/sh, -c, sleep 10] } } }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2-distroless
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
`,
  },
  judge: togetherJudging(commandNotInImage, tcpSocket, scriptRefused),
};
