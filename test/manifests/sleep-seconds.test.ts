import { backgroundSeconds, isEndless, sleepSeconds } from '../../src/manifests/workload/sleep-seconds';

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
    [15, ['C:\\Windows\\System32\\cmd.exe', '/S', '/C', '"echo bye && ping 127.0.0.1 -n 16 2>&1"']],
    [20, ['cmd', '/c', 'powershell -Command "Start-Sleep 20"']],
    [20, ['powershell', 'Start-Sleep', '20']],
    [25, ['powershell.exe', '-NoProfile', '-Command', 'Start-Sleep -s 5; C:\\drain.exe; Start-Sleep -Milliseconds 20000']],
    [20, ['pwsh', '-c', 'sleep 20']],
    [20, ['pwsh', '-c', '[System.Threading.Thread]::Sleep(20000)']],
    [19, ['ping', '-c', '20', '127.0.0.1']],
    [20, ['/usr/bin/env', 'LANG=C', 'sleep', '20']],
    [20, ['/bin/busybox', 'sh', '-c', 'sleep 20']],
    [20, ['tini', '--', 'sh', '-c', 'sleep 20']],
    [20, ['sh', '-c', 'nice -n 10 sleep 20']],
    [20, ['sh', '-c', 'sh -c "sleep 20"']],
    [20, ['bash', '-c', '--', 'sleep 20']],
    [20, ['sh', '-c', 'LANG=C sleep 20']],
    [2, ['usleep', '2000000']],
    [0.5, ['sleep', '.5']],
    [20, ['sh', '-c', '(sleep 20)']],
    [20, ['sh', '-c', '{ sleep 20; }']],
    [20, ['sh', '-c', '(sleep 20; nginx -s quit) & wait']],
    [20, ['sh', '-c', 'sleep 20 & sleep 5; wait']],
    [20, ['sh', '-c', 'sleep 20 | sleep 5']],
    [20, ['sh', '-c', 'sleep 20 || sleep 10']],
    [20, ['sh', '-c', 'exec > /proc/1/fd/1 2>&1; sleep 20']],
    [5, ['sh', '-c', 'cat > /tmp/x <<EOF\nsleep 20\nEOF\nsleep 5']],
    [20, ['python3', '-c', 'import time; time.sleep(20)']],
    [20, ['node', '-e', 'setTimeout(() => {}, 20000)']],
    [20, ['ruby', '-e', 'sleep 20']],
    [20, ['php', '-r', 'sleep(20);']],
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
    [['powershell', '-c', 'Start-Job { Start-Sleep 10 }']],
    [['powershell', '-File', 'sleep.ps1']],
    [['powershell', '-Command', 'Start-Process powershell -ArgumentList "Start-Sleep 20"']],
    [['pwsh', 'Start-Sleep', '20']],
    [['cmd', '/c', 'start /b ping -n 20 127.0.0.1']],
    [['cmd', '/c', 'if exist x ping -n 20 127.0.0.1']],
    [['ping', '127.0.0.1']],
    [['sh', '-c', '[ -f /ready ] && sleep 20']],
    [['sh', '-c', '[ -f /ready ] || exit 0; sleep 20']],
    [['sh', '-c', 'echo $(sleep 20)']],
    [['sh', '-c', 'TIME=$(cat /time)']],
    [['sh', '-c', 'stop() { sleep 20; }; stop']],
    [['sh', '-c', '(sleep 20']],
    [['sh', '-c', '('.repeat(4000) + ')'.repeat(4000)]],
    [['sh', '-c', '{ true; '.repeat(1000)]],
    [['sh', '-c', '{ true; '.repeat(50) + '};'.repeat(50)]],
    [['sh', '-c', '{ sleep 20;']],
    [['sh', '-c', '(if test -f /x; then sleep 10; fi)']],
    [['sh', '-c', 'sh <<EOF\nsleep 20\nEOF']],
    [['python3', '-c', 'import drain; drain.now()']],
    [['python3', 'drain.py']],
    [['node', '-e', 'setTimeout(() => process.kill(1), 20000)']],
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

describe('the background of a script keeps its output open for', () => {
  test.each<[number | undefined, string[]]>([
    [15, ['sh', '-c', 'sleep 15 &']],
    [15, ['sh', '-c', '(sleep 5; sleep 10) & exit 0']],
    [15, ['sh', '-c', 'sleep 15 & sleep 5 &']],
    [15, ['sh', '-c', 'sleep 5; sleep 10 &']],
    [15, ['sh', '-c', 'sleep 15 > /tmp/log &']],
    [15, ['sh', '-c', 'sleep 15 2>&1 > /dev/null &']],
    [15, ['sh', '-c', 'nohup sleep 15 2> /dev/null &']],
    [5, ['sh', '-c', 'sleep 15 > /dev/null 2>&1 & sleep 5 &']],
    [undefined, ['sh', '-c', 'sleep 15 > /dev/null 2>&1 &']],
    [undefined, ['sh', '-c', 'sleep 15 &> /dev/null &']],
    [undefined, ['sh', '-c', '(sleep 15) >& /tmp/log &']],
    [undefined, ['sh', '-c', 'sleep 15 2> /tmp/errors 1>&2 &']],
    [undefined, ['sh', '-c', 'sleep 15']],
    [undefined, ['sh', '-c', './drain &']],
    [undefined, ['sleep', '15', '&']],
  ])('%s s: %j', (seconds, command) => {
    expect(backgroundSeconds(command)).toBe(seconds);
  });
});

describe('a command ends only when it is killed:', () => {
  test.each<[boolean, string[]]>([
    [true, ['sleep', 'infinity']], [true, ['/bin/sleep', 'inf']], [true, ['tail', '-f', '/dev/null']],
    [false, ['sh', '-c', 'nginx -s quit; exec sleep infinity']], [true, ['sh', '-c', 'echo bye; exec sleep infinity']],
    [false, ['sleep', '3600']], [false, ['timeout', '20', 'sleep', 'infinity']], [false, ['sh', '-c', 'test -f /x && sleep infinity']],
    [false, ['sh', '-c', 'sleep infinity & exit']], [false, []],
    [false, ['sh', '-c', 'sleep 10; nginx -s quit; tail -f /dev/null']], [false, ['sh', '-c', 'kill -QUIT 1; sleep infinity']],
  ])('%p for %j', (endless, command) => {
    expect(isEndless(command)).toBe(endless);
  });
});
