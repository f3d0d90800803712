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
    [30, ['sleep', '10', '20']],
    [15, ['sh', '-c', 'sleep "15"']],
    [15, ['sh', '-c', 'sleep 15 || true']],
    [15, ['sh', '-c', 'sleep 15 & wait']],
    [15, ['sh', '-c', 'sleep 15 > /dev/null 2>&1']],
    [15, ['sh', '-c', 'exec /bin/sleep 15']],
    [15, ['busybox', 'sleep', '15']],
    [30, ['timeout', '30', 'tail', '-f', '/dev/null']],
    [30, ['timeout', '-k', '5', '30s', 'sleep', 'infinity']],
    [10, ['timeout', '10', 'sleep', '60']],
    [20, ['powershell', '-Command', 'Start-Sleep -Seconds 20']],
    [15, ['cmd', '/c', 'ping -n 16 127.0.0.1 > nul']],
  ])('%d s for %j', (seconds, command) => {
    expect(sleepSeconds(command)).toBe(seconds);
  });

  test.each<[string[]]>([
    [[]],
    [['sleep 10']],
    [['sh']],
    [['sh', 'stop.sh']],
    [['sh', '-c', 'sleep $DELAY']],
    [['sh', '-c', 'true || sleep 10']],
    [['sh', '-c', 'nginx -s quit; while pgrep -x nginx; do sleep 1; done']],
    [['sh', '-c', 'while pgrep -x nginx\ndo\nsleep 1\ndone']],
    [['sh', '-c', 'if test -f /x; then sleep 10; fi']],
    [['sh', '-c', 'for i in 1 2 3; do\nsleep 1\ndone']],
    [['sh', '-c', 'stop() {\nsleep 10\n}; true']],
    [['sh', '-c', '(\nsleep 10\n)']],
    [['powershell', '-c', 'sleep 10']],
    [['sh', '-c', 'sleep 1;'.repeat(2000)]],
    [['sh', '-c', 'sleep "unfinished']],
    [['sh', '-c', './drain || sleep 10']],
    [['sh', '-c', './drain & wait']],
    [['sh', '-c', 'killall -w nginx']],
    [['timeout', '90', './drain']],
    [['wget', '-qO-', 'http://localhost:8080/drain']],
    [['/wait-shutdown']],
    [['sleep', 'infinity']],
    [['tail', '-f', '/dev/null']],
    [['cmd', '/c', 'stop.bat & timeout 15']],
  ])('nothing can be told of %j', command => {
    expect(sleepSeconds(command)).toBeUndefined();
  });

  test.each<[string[]]>([
    [['true']], [[':']], [['/bin/echo', 'bye']], [['echo', 'sleep 10']], [['touch', '/tmp/stopping']],
    [['sleep']], [['sleep', 'x']], [['sleep', '-1']], [['sleep', '15', '&']],
    [['timeout', '90']], [['timeout', '-s', 'TERM', '90']], [['timeout', '90', 'true']], [['cmd', '/c', 'timeout', '15']], [['timeout', '/t', '15']],
    [['nginx', '-s', 'quit']], [['/usr/sbin/nginx', '-c', '/etc/nginx.conf', '-s', 'quit']], [['sh', '-c', 'nginx -s quit']],
    [['sh', '-c']], [['sh', '-c', '# sleep 10']], [['sh', '-c', 'sleep', '15']], [['sh', 'sleep 15']],
    [['sh', '-c', 'sleep 15 &']], [['sh', '-c', 'nohup sleep 15 > /dev/null 2>&1 &']], [['sh', '-c', 'sleep 15 & exit 0']],
    [['sh', '-c', 'exit 0; sleep 15']], [['sh', '-c', 'kill -QUIT $(cat /run/nginx.pid)']], [['sh', '-c', 'date && touch /tmp/stopping']],
  ])('nothing in %j waits', command => {
    expect(sleepSeconds(command)).toBe(0);
  });
});
