import { sleepSeconds } from '../../src/manifests/workload/sleep-seconds';

describe('a command sleeps as long as can be read from it:', () => {
  test.each<[number, string[]]>([
    [10, ['sleep', '10']],
    [10, ['/bin/sleep', '10']],
    [10, ['/bin/sh', '-c', 'sleep 10']],
    [10, ['sh', '-c', ' sleep  10 ']],
    [10, ['/bin/bash', '-ec', 'sleep 10']],
    [10, ['bash', '-o', 'pipefail', '-c', 'sleep 10']],
    [10, ['/usr/bin/env-less/sh', '-c', '/bin/sleep 10s']],
    [90, ['sh', '-c', 'sleep 1.5m']],
    [3600, ['sh', '-c', 'sleep 1h']],
    [86_400, ['sh', '-c', 'sleep 1d']],
    [0.5, ['sh', '-c', 'sleep 0.5']],
    [15, ['sh', '-c', 'sleep 5; sleep 10']],
    [5, ['sh', '-c', 'sleep 5 && /usr/sbin/nginx -s quit']],
    [5, ['sh', '-c', 'nginx -s quit; sleep 5']],
    [5, ['sh', '-c', 'echo "draining; sleep 3" > /proc/1/fd/1\nsleep 5\n']],
    [5, ['sh', '-c', 'sleep 5; kill -QUIT $(cat /run/nginx.pid)']],
    [10, ['sh', '-c', 'exec sleep 10; sleep 5']],
    [5, ['sh', '-c', 'sleep 5; exit 0; sleep 10']],
  ])('%d s for %j', (seconds, command) => {
    expect(sleepSeconds(command)).toBe(seconds);
  });

  test.each<[string[]]>([
    [[]],
    [['sleep']],
    [['sleep 10']],
    [['sleep', '10', '20']],
    [['sleep', 'x']],
    [['sleep', '-1']],
    [['echo', 'sleep 10']],
    [['sh']],
    [['sh', '-c']],
    [['sh', 'stop.sh']],
    [['sh', '-c', 'nginx -s quit']],
    [['sh', '-c', 'sleep $DELAY']],
    [['sh', '-c', 'sleep 10 &']],
    [['sh', '-c', 'true || sleep 10']],
    [['sh', '-c', 'nginx -s quit; while pgrep -x nginx; do sleep 1; done']],
    [['sh', '-c', 'while pgrep -x nginx\ndo\nsleep 1\ndone']],
    [['sh', '-c', 'if test -f /x; then sleep 10; fi']],
    [['sh', '-c', 'for i in 1 2 3; do\nsleep 1\ndone']],
    [['sh', '-c', 'stop() {\nsleep 10\n}; true']],
    [['sh', '-c', '(\nsleep 10\n)']],
    [['sh', '-c', '# sleep 10']],
    [['powershell', '-c', 'sleep 10']],
    [['sh', '-c', 'sleep 1;'.repeat(2000)]],
  ])('nothing can be told of %j', command => {
    expect(sleepSeconds(command)).toBeUndefined();
  });
});
