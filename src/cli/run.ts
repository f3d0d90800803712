import { Io } from './io';
import { timelineCommand } from './timeline-command';

const USAGE = `cdk8s-zero-downtime timeline PATH… [--out FILE] [--format text|json|svg|html]

  Draws what an update and a node drain of each Deployment will be like.

  PATH      YAML or JSON files, folders, or - for standard input
  --out     a file to write to; its ending (.svg, .html, .json, .txt) chooses the format
  --format  text (default), json, svg or html

Exits with 0, or with 2 if something could not be read or nothing was found.
`;

/** Runs one command line and returns its exit code. */
export function run(args: string[], io: Io): number {
  const [command, ...rest] = args;
  switch (command) {
    case 'timeline':
      return timelineCommand(rest, io);
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      io.out(USAGE);
      return 0;
    default:
      io.err(`there is no command '${command}'\n\n${USAGE}`);
      return 2;
  }
}
