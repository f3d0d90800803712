// How a benchmark measures, and shows what it measured.
const { spawnSync } = require('child_process');

/** Seconds of a whole process, and how it ended. Bash measures the processor time of a child, which Node cannot. */
function measured(command) {
  const { stderr, stdout } = spawnSync('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time "$@" > /dev/null 2>&1; echo $? >&1', 'bash', ...command], { encoding: 'utf8' });
  const [wall, user, system] = stderr.trim().split('\n').pop().split(' ').map(Number);
  return { wall, cpu: user + system, exit: Number(stdout) };
}

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = values => `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}..${Math.max(...values).toFixed(2)})`;

module.exports = { measured, median, spread };
