/** The signal by which a worker learns that it shall take no new job. */
export enum StopSignal {
  /** What Kubernetes sends: Celery, Sidekiq, RQ, Symfony Messenger and most others finish the job at work. */
  SIGTERM = 'SIGTERM',

  /** As Ctrl-C does. */
  SIGINT = 'SIGINT',

  /** Resque, php-fpm and uWSGI finish what is at work; at SIGTERM they cut it. */
  SIGQUIT = 'SIGQUIT',

  /** For applications that use it so. */
  SIGUSR1 = 'SIGUSR1',

  /** For applications that use it so. */
  SIGUSR2 = 'SIGUSR2',

  /** For applications that use it so. */
  SIGHUP = 'SIGHUP',
}
