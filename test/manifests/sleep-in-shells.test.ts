import { spawnSync } from 'node:child_process';
import { backgroundSeconds, sleepSeconds } from '../../src/manifests/workload/sleep-seconds';

// What is read from a script is what real shells do with it. A tenth of a second stands for four seconds.
const SCRIPTS = [
  'sleep 20', '(sleep 20)&', '( sleep 20; true )', '(sleep 20) & wait', '{ sleep 5; sleep 10; } & sleep 5; wait', '{ sleep 20; } &',
  'sleep 20 || true', 'sleep 10 || sleep 20', 'echo x | sleep 10', '(sleep 10; sleep 10) | sleep 5', 'sleep 5 && sleep 10 &',
  'exec > /dev/null 2>&1; sleep 10', 'exec sleep 5; sleep 20', 'cat <<EOF\nsleep 20\nEOF\nsleep 5', 'DELAY=20 sleep 5', 'echo ")"; (sleep 5)',
  'command -v sleep', 'env A=1 nice -n 5 sleep 5', 'sh -c "sleep 5"', 'sh -c "sleep 20 &"',
];
const SCALE = 40;

test.each(SCRIPTS)('%j takes as long as it says', script => {
  const scaled = script.replace(/sleep (\d+)/g, (_, seconds) => `sleep ${Number(seconds) / SCALE}`);
  const began = Date.now();
  spawnSync('sh', ['-c', scaled], { stdio: 'ignore' });
  const seconds = (Date.now() - began) / 1000 * SCALE;
  const read = sleepSeconds(['sh', '-c', script])!;
  expect(seconds).toBeGreaterThanOrEqual(read - 0.5);
  // A busy machine starts programs late.
  expect(seconds).toBeLessThan(read + 20);
});

// A program that reads the output, as containerd does, waits until the last command that has it ends.
test.each([
  'sleep 20 &', '(sleep 10; sleep 10) & exit 0', 'sleep 20 > /dev/null 2>&1 & sleep 5 &', 'sleep 20 2>&1 > /dev/null &', 'nohup sleep 20 2> /dev/null &',
])('%j keeps its output open as long as it says', script => {
  const scaled = script.replace(/sleep (\d+)/g, (_, seconds) => `sleep ${Number(seconds) / SCALE}`);
  const began = Date.now();
  spawnSync('sh', ['-c', scaled], { stdio: 'pipe' });
  const seconds = (Date.now() - began) / 1000 * SCALE;
  const read = backgroundSeconds(['sh', '-c', script])!;
  expect(seconds).toBeGreaterThanOrEqual(read - 0.5);
  expect(seconds).toBeLessThan(read + 20);
});
