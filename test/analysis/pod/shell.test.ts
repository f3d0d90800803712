import { shellCommandOf, shellStays } from '../../../src/analysis/pod/shell';

test.each([
  [['sh', '-c', './server'], { shell: 'sh', script: './server' }],
  [['/bin/sh', '-c', './server'], { shell: 'sh', script: './server' }],
  [['/usr/local/bin/bash', '-ec', './server'], { shell: 'bash', script: './server' }],
  [['bash', '-e', '-c', './server', 'name'], { shell: 'bash', script: './server' }],
  [['bash', '-o', 'pipefail', '-euxc', './server'], { shell: 'bash', script: './server' }],
  [['dash', '-c', ''], { shell: 'dash', script: '' }],
  [['ash', '-c', 'a'], { shell: 'ash', script: 'a' }],
  [['zsh', '-c', 'a'], { shell: 'zsh', script: 'a' }],
  [['ksh', '-c', 'a'], { shell: 'ksh', script: 'a' }],
])('%j passes a script to a shell', (words, command) => {
  expect(shellCommandOf(words)).toEqual(command);
});

test.each([
  [[]], [['./server']], [['sh']], [['sh', './server.sh']], [['sh', '-c']], [['sh', '-cx', 'a']], [['sh', '-C', 'a']], [['sh', '--c', 'a']], [['sh', 'x-c', 'a']],
  [['fish', '-c', 'a']], [['csh', '-c', 'a']], [['ssh', '-c', 'a']], [['shell', '-c', 'a']], [['sh ', '-c', 'a']], [['bin/sh', '-c', 'a']], [['python', '-c', 'a']],
  [['/my bin/sh', '-c', 'a']], [['env', 'sh', '-c', 'a']], [['', '-c', 'a']],
])('%j does not pass a script to a shell', words => {
  expect(shellCommandOf(words)).toBeUndefined();
});

test('a script of more than 2000 characters is too long to judge', () => {
  expect(shellCommandOf(['sh', '-c', 'a'.repeat(2000)])).toMatchObject({ shell: 'sh' });
  expect(shellCommandOf(['sh', '-c', 'a'.repeat(2001)])).toBeUndefined();
});

test.each(['./server', 'cd /app && ./server', 'export A=1; ./server --port 80', './server > log 2>&1', './a || ./b', 'a | b; ./server', 'a | b && ./server', 'a | b\n./server', 'a & ./server',
  'echo "exec trap" && ./server', 'echo \'a; exec b\' && ./server', 'echo "a | b"', 'echo \'a | b\'', 'echo "say \\" | b"', 'echo "&wait"', 'executor run', 'my-exec run', './trap', 'a && wait', 'a >& wait',
  'if-up && ./server', 'for_all run', '{app} run', 'a \\\n  --port 80', './server & wait; ./other', './server & wait | cat; ./other', './server &waiter', 'echo "a\n| b"', 'a | b \\\n || ./server', 'exec', './server & "run" wait', 'exec\\\nutor run'])(
  'in dash, which does not replace itself, the shell stays in %j', script => {
    expect(shellStays({ shell: 'sh', script })).toBe('in dash');
    expect(shellStays({ shell: 'dash', script })).toBe('in dash');
    expect(shellStays({ shell: 'bash', script })).toBeUndefined();
  });

test.each(['./server | tee log', 'cd /app && ./server | tee log', './a; ./server 2>&1|tee log', './server & wait', './server & wait $!', './server &\nwait', './server & ; wait', './server &wait', '& wait',
  './server | tee log  ', './server & wait -n', './server \\\n | tee log', './a & ./b & wait', './server & wait\n', './server & \n wait', './server &; wait', './server | \\\n tee log', '"./server"|"tee"', './server & ;  wait', './server & wa\\\nit'])(
  'every shell stays in %j', script => {
    for (const shell of ['sh', 'dash', 'bash', 'zsh']) { expect(shellStays({ shell, script })).toBe('always'); }
  });

test.each(['exec ./server', 'cd /app && exec ./server', 'a;exec ./server', 'a\nexec ./server', '(exec ./server)', '{ exec ./server; }', 'a&exec ./server', 'a|exec ./server', 'trap "stop" TERM; ./server & wait',
  'if a; then ./server; fi', 'a; if b; then c; fi', 'for i in 1 2; do a; done', 'while true; do a | b; done', 'until a; do b; done', 'case $A in a) b;; esac', 'select a in b; do c; done',
  'function a { b; }', '{ a; }', '( a )', '(a | b)', '(a)', 'a && { b; }', 'a\n{ b; }', 'a | while read b; do c; done', 'exec\t./server', '}exec a', ')exec a'])('it is unknown for %j', script => {
  for (const shell of ['sh', 'dash', 'bash']) { expect(shellStays({ shell, script })).toBeUndefined(); }
});
