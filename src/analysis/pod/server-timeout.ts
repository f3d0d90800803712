import { wordsOf } from './containers';
import { environmentOf } from './environment';
import { mountedFiles } from './mounted-files';
import { Container, ManifestSet, Workload } from '../../manifests';

/** How long a server allows for one request before it kills the worker that answers it. */
export interface ServerTimeout {
  readonly seconds: number;
  /** As it is written: `gunicorn --timeout`. */
  readonly called: string;
}

const GUNICORN = /(?:^|[\s/])gunicorn(?:\s|$)/;
const UWSGI = /(?:^|[\s/])uwsgi(?:\s|$)/;
/** With these a worker answers other requests meanwhile, and its timeout does not limit a request. */
const CONCURRENT = /(?:--worker-class|-k)[\s=]+(?!sync(?:\s|$))\S+|--threads[\s=]+(?:[2-9]|\d{2,})|^\s*(?:worker_class\s*=\s*["'](?!sync["'])|threads\s*=\s*(?:[2-9]|\d{2,}))/m;
/** Variables that configure images of these servers. */
const VARIABLES = ['UWSGI_HARAKIRI', 'PUMA_WORKER_TIMEOUT', 'RACK_TIMEOUT_SERVICE_TIMEOUT', 'UNICORN_TIMEOUT', 'GUNICORN_TIMEOUT'];

/** The timeout of a server with one request for each worker, from its command, variables or file; undefined if unknown. */
export function serverTimeoutOf(workload: Workload, container: Container, manifests: ManifestSet): ServerTimeout | undefined {
  const words = wordsOf(workload, container).join(' ');
  const variables = environmentOf(workload, container, manifests);
  const gunicorn = `${words} ${variables.get('GUNICORN_CMD_ARGS')?.value ?? ''}`;
  const files = mountedFiles(workload, container, manifests);
  if (GUNICORN.test(words)) {
    const file = files.get(nameIn(words, /(?:^|\s)(?:--config|-c)[\s=]+(\S+)/) ?? 'gunicorn.conf.py') ?? '';
    return CONCURRENT.test(`${gunicorn}\n${file}`) ? undefined
      : written(gunicorn, /(?:^|\s)(?:--timeout|-t)[\s=]*(\d{1,6})(?=\s|$)/, 'gunicorn --timeout')
        ?? written(file, /^\s*timeout\s*=\s*(\d{1,6})\s*(?:#|$)/m, 'timeout of gunicorn');
  }
  if (UWSGI.test(words)) {
    const file = files.get(nameIn(words, /(?:^|\s)(?:--ini[\s=]+)?(\S+\.ini)(?=\s|$)/) ?? '') ?? '';
    const harakiri = written(words, /(?:^|\s)--?harakiri[\s=]+(\d{1,6})(?=\s|$)/, 'uwsgi --harakiri')
      ?? written(file, /^\s*harakiri\s*=\s*(\d{1,6})\s*$/m, 'harakiri of uwsgi');
    if (harakiri) { return harakiri; }
  }
  const variable = VARIABLES.find(name => /^[1-9]\d{0,5}$/.test(variables.get(name)?.value ?? ''));
  const isConcurrent = (variables.get('GUNICORN_WORKER_CLASS')?.value ?? 'sync') !== 'sync'
    || Number(variables.get('GUNICORN_THREADS')?.value ?? 1) > 1;
  if (variable === undefined || isConcurrent) { return undefined; }
  return { seconds: Number(variables.get(variable)?.value), called: variable };
}

function nameIn(words: string, option: RegExp): string | undefined {
  return option.exec(words)?.[1].split('/').pop();
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
