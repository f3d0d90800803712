import { shellCommandOf } from './shell';
import { Container } from '../../manifests';

/** Orders to stop; TSTP, HUP and the like are none. */
const STOP = /^(?:\/\S{0,100}\/)?(?:nginx\s+-s\s+(?:quit|stop)|(?:apachectl|httpd)\s+-k\s+(?:graceful-)?stop|kill\s+(?:-(?:s\s+)?(?:SIG)?(?:TERM|QUIT|INT|KILL|15|9|3|2)\s+)?1)$/;
const SLEEP = /^(?:\/\S{0,100}\/)?sleep\s/;

/** The statement with which a preStop hook stops the server before it sleeps: `nginx -s quit; sleep 15` waits for nothing. */
export function earlyStopOf({ preStop: hook }: Container): string | undefined {
  if (hook?.kind !== 'exec') { return undefined; }
  const statements = (shellCommandOf(hook.command)?.script ?? '').split(/&&|[;\n]/).map(statement => statement.trim());
  const stop = statements.findIndex(statement => STOP.test(statement));
  const sleep = statements.findIndex(statement => SLEEP.test(statement));
  return stop < 0 || sleep < stop ? undefined : statements[stop];
}
