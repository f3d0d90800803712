const SLEEP = /^(?:exec\s+)?(?:\/\S{0,100}\/)?sleep\s+(\d{1,6}(?:\.\d{1,6})?)([smhd]?)$/;
const SECONDS: Record<string, number> = { '': 1, 's': 1, 'm': 60, 'h': 3600, 'd': 86_400 };
const SHELL = /^(?:\/\S{0,100}\/)?(?:ba|da|a|z|k)?sh$/;
const CONTROL_FLOW = /^(?:while|until|for|if|case|select|function|\{|\()(?![\w-])|\|\||^\S{1,100}\(\)/;
const LONGEST_SCRIPT = 10_000;

/**
 * How long a command sleeps, if that can be told by reading it: `sleep 10`, or a shell script whose plain statements
 * include such. Other statements count nothing, so it is the least. Undefined where nothing can be told: without
 * a sleep, or with loops and branches.
 */
export function sleepSeconds(command: readonly string[]): number | undefined {
  const [program = '', ...args] = command;
  if (!SHELL.test(program)) { return args.length === 1 ? secondsOf(`${program} ${args[0]}`) : undefined; }
  const flag = args.findIndex(arg => /^-[a-z]{0,10}c$/.test(arg));
  const script = flag < 0 ? undefined : args[flag + 1];
  return script === undefined || script.length > LONGEST_SCRIPT ? undefined : sleepsOf(script);
}

function sleepsOf(script: string): number | undefined {
  const statements = script.replace(/'[^']*'|"[^"]*"/g, 'quoted').split(/&&|[;\n]/).map(statement => statement.trim());
  if (statements.some(statement => CONTROL_FLOW.test(statement))) { return undefined; }
  const end = statements.findIndex(statement => /^(?:exit\b|exec\s)/.test(statement));
  const seconds = statements.slice(0, end < 0 ? undefined : end + 1).map(secondsOf).filter(found => found !== undefined);
  return seconds.length === 0 ? undefined : seconds.reduce((sum, each) => sum + each);
}

function secondsOf(statement: string): number | undefined {
  const parts = SLEEP.exec(statement);
  return parts ? Number(parts[1]) * SECONDS[parts[2]] : undefined;
}
