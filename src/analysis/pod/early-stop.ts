import { imageName } from './image-reference';
import { shellCommandOf } from './shell';
import { Container, groupedStatementsOf, Statement } from '../../manifests';

const SERVERS = 'nginx|httpd|apache2|caddy|haproxy|envoy|gunicorn|uwsgi|uvicorn|puma|unicorn|cloud[-_]sql[-_]proxy|alloydb-auth-proxy|php-fpm\\d*|node|java|dotnet';
const SIGNAL = '(?:-(?:s\\s*)?(?:SIG)?(?:TERM|QUIT|INT|KILL|15|9|3|2)\\s+)?';
/** Commands that stop a server; HUP, USR2, TSTP and similar signals do not. */
const STOPS = [
  /^nginx\s+(?:.{1,100}\s)?-s\s*(?:quit|stop)\b/,
  /^(?:apachectl|apache2ctl|httpd|apache2)\s+(?:-k\s+)?(?:graceful-)?stop$/,
  /^(?:caddy\s+stop|catalina\.sh\s+stop|pumactl\s+(?:.{1,100}\s)?(?:stop|halt))\b/,
];
const STOP_REQUEST = /^(?:curl|wget)\s.*\/(?:actuator\/shutdown|quitquitquit)\b/;
/** Spring and Envoy refuse GET, which then stops nothing. */
const IS_POST = /\s(?:-X\s*["']?POST|--(?:request|method)[=\s]["']?POST|-d\b|--(?:data|json|post-data|post-file|body-data))/i;

/** Whether a command sends a signal to one of the servers, or to a process named after the container or its image. */
function isSignalTo({ name, image }: Container, command: string): boolean {
  // Most hooks send none, and patterns with names in them take time to build.
  if (!/^(?:p?kill|killall)\s/.test(command)) { return false; }
  const own = [name, imageName(image)].filter(each => each !== '').map(each => each.replace(/[^\w-]/g, '\\$&'));
  const servers = `(?:${[SERVERS, ...own].join('|')})`;
  return [
    new RegExp(`^kill\\s+${SIGNAL}(?:1|.{0,20}(?:pidof|pgrep)\\s+(?:-\\w+\\s+)?${servers}\\b.*|[$\`]\\(?cat\\s+\\S*${servers}\\S*\\.pid[)\`]?)$`),
    new RegExp(`^(?:pkill|killall)\\s+${SIGNAL}(?:-[xfw]\\s+)*${servers}$`),
  ].some(pattern => pattern.test(command));
}

/**
 * The statement with which a preStop hook stops the server without waiting first: `nginx -s quit; sleep 15` sleeps after the
 * port is closed.
 */
export function earlyStopOf(container: Container): string | undefined {
  const hook = container.preStop;
  if (hook?.kind !== 'exec') { return undefined; }
  const script = shellCommandOf(hook.command)?.script;
  for (const statement of script === undefined ? [hook.command.join(' ')] : commandsIn(script)) {
    const command = statement.replace(/^(?:exec\s+)?(?:\/\S{0,100}\/)?/, '');
    if (stopsServer(container, command)) { return statement; }
    if (!HARMLESS.test(command)) { return undefined; }
  }
  return undefined;
}

function stopsServer(container: Container, command: string): boolean {
  const isStopRequest = STOP_REQUEST.test(command) && IS_POST.test(command);
  return isStopRequest || STOPS.some(stop => stop.test(command)) || isSignalTo(container, command);
}

/** Statements that take no time; after any other, the stop may be late enough. */
const HARMLESS = /^(?:echo|printf|touch|date|logger|set|export|cd|true|:)(?:\s|$)/;

// A loop after the stop command does not delay it.
function commandsIn(script: string): string[] {
  const before = script.split(/(?:^|[;\n&|])\s*(?:while|until|for|if|case)\s/)[0];
  return (groupedStatementsOf(before) ?? []).flatMap(textsOf);
}

function textsOf({ words, group }: Statement): string[] {
  return group ? group.flatMap(textsOf) : [words.join(' ')];
}
