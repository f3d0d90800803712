/** The signal that tells a worker to take no new job. */
export enum StopSignal {
  /** The signal that Kubernetes sends: Celery, Sidekiq, RQ, Symfony Messenger and most others finish their running job. */
  SIGTERM = 'SIGTERM',

  /** The signal of Ctrl-C. */
  SIGINT = 'SIGINT',

  /** Resque, php-fpm and uWSGI finish running work; at SIGTERM they cut it off. */
  SIGQUIT = 'SIGQUIT',

  /** For applications that finish their work at this signal. */
  SIGUSR1 = 'SIGUSR1',

  /** For applications that finish their work at this signal. */
  SIGUSR2 = 'SIGUSR2',

  /** For applications that finish their work at this signal. */
  SIGHUP = 'SIGHUP',
}
