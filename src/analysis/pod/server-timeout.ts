import { environmentOf, wordsOf } from './containers';
import { Container, Workload } from '../../manifests';

/** How long a server allows for one request before it kills the worker that answers it. */
export interface ServerTimeout {
  readonly seconds: number;
  /** As it is written: `gunicorn --timeout`. */
  readonly called: string;
}

const GUNICORN = /(?:^|[\s/])gunicorn(?:\s|$)/;
const UWSGI = /(?:^|[\s/])uwsgi(?:\s|$)/;
/** With these a worker answers other requests meanwhile, and its timeout does not limit a request. */
const CONCURRENT = /(?:--worker-class|-k)[\s=]+(?!sync(?:\s|$))\S+|--threads[\s=]+(?:[2-9]|\d{2,})/;
/** Variables that configure images of these servers. */
const VARIABLES = ['UWSGI_HARAKIRI', 'PUMA_WORKER_TIMEOUT', 'RACK_TIMEOUT_SERVICE_TIMEOUT', 'UNICORN_TIMEOUT'];

/** The timeout of a server with one request for each worker; undefined if unknown. */
export function serverTimeoutOf(workload: Workload, container: Container): ServerTimeout | undefined {
  const words = wordsOf(workload, container).join(' ');
  const gunicorn = `${words} ${environmentOf(workload, container, 'GUNICORN_CMD_ARGS') ?? ''}`;
  if (GUNICORN.test(words) && !CONCURRENT.test(gunicorn)) { return written(gunicorn, /(?:^|\s)(?:--timeout|-t)[\s=]*(\d{1,6})(?=\s|$)/, 'gunicorn --timeout'); }
  if (UWSGI.test(words)) {
    const harakiri = written(words, /(?:^|\s)--?harakiri[\s=]+(\d{1,6})(?=\s|$)/, 'uwsgi --harakiri');
    if (harakiri) { return harakiri; }
  }
  const variable = VARIABLES.find(name => /^[1-9]\d{0,5}$/.test(environmentOf(workload, container, name) ?? ''));
  return variable === undefined ? undefined : { seconds: Number(environmentOf(workload, container, variable)), called: variable };
}

function written(text: string, option: RegExp, called: string): ServerTimeout | undefined {
  const seconds = Number(option.exec(text)?.[1] ?? 0);
  return seconds > 0 ? { seconds, called } : undefined;
}

const BOUND = /(?:--bind|-b|--http-socket|--http|--socket)[\s=]+\S*?:(\d{2,5})(?=\s|$)/;

/** The port on which the server is told to listen; undefined if its command does not name it. */
export function portBound(workload: Workload, container: Container): number | undefined {
  const port = BOUND.exec(wordsOf(workload, container).join(' '))?.[1];
  return port === undefined ? undefined : Number(port);
}
