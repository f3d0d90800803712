import { wordsOf } from './containers';
import { shellCommandOf } from './shell';
import { Container, sleepSeconds, Statement, statementsOf, Workload } from '../../manifests';

/** A step of a command before its server listens. */
export interface StartDelay {
  /** Seconds; undefined if unknown. */
  readonly seconds?: number;
  /** Whether it always takes that long, or at most. */
  readonly isCertain: boolean;
  /** As it is written: `sleep 60`. */
  readonly called: string;
}

/** Tools that wait for something else until their own timeout. */
const WAITS = [
  /^(?:\S{0,60}\/)?wait-for(?:-it)?(?:\.sh)?\s.*?(?:--timeout[\s=]+|-t\s*)(\d{1,5})(?=\s|$)/,
  /^(?:\S{0,60}\/)?dockerize\s.*?-timeout[\s=]+(\d{1,5})s(?=\s|$)/,
];
/** Commands that migrate a database by their names, and scripts of a package that are named after it. */
const MIGRATES = [
  /(?:^|[\s/:])(?:(?:manage\.py|django-admin|artisan) migrate|db:migrate|db:prepare|ecto\.migrate|doctrine:migrations:migrate|diesel migration run)(?=\s|$)/,
  /(?:^|[\s/:])(?:prisma|typeorm|knex|sequelize|sqlx|flask db|alembic|goose|dbmate|liquibase|flyway|node-pg-migrate)\b.{0,200}\b(?:migrate(?::latest|:run)?|migration:run|upgrade|up|update|deploy)(?=\s|$)/,
  /^npx\s(?:-\S{1,60}\s)*\S{1,60}.{0,200}?\bmigrate(?::\w{1,20})?(?=\s|$)/,
  /^(?:(?:npm|pnpm|bun)\srun(?:-script)?|yarn(?:\srun)?)\s(?:-\S{1,60}\s)*[\w:.-]{0,60}\bmigrat(?:e|ions?)\b[\w:.-]{0,60}(?=\s|$)/,
];
/** What looks like a migration only asks about one, or prepares it. */
const LOOKS = /(?:^|[\s:-])(?:check|plan|dry-run|status|list|diff|validate|info|history|current|create|generate|make|new|resolve|rollback|down|revert|undo|help|version)(?=[\s:]|$)/;

/** The steps that delay the server of a command, in order. */
export function startDelaysOf(workload: Workload, container: Container): StartDelay[] {
  const words = wordsOf(workload, container);
  const script = shellCommandOf(words)?.script;
  if (script === undefined) { return waitOf(words); }
  const statements = statementsOf(script) ?? [];
  // The last statement is the server, and statements in the background delay nothing.
  const isBackground = statements.some(({ end }) => end === '&');
  const last = statements.at(-1)?.words.join(' ') ?? '';
  return isBackground || !SERVES.test(last) ? [] : statements.flatMap(({ words: each }, i) => {
    const own = each[0] === 'exec' ? each.slice(1) : each;
    const waits = waitOf(own);
    // The last one is the server, and a condition before it may skip a migration.
    return waits.length > 0 || i === statements.length - 1 || isCondition(statements[i - 1]) ? waits : migrationOf(own.join(' '));
  });
}

function isCondition(statement: Statement | undefined): boolean {
  return statement !== undefined && ['[', '[[', 'test'].includes(statement.words[0]) && ['&&', '||'].includes(statement.end);
}

/** A script whose last statement is one of these does not start a server. */
const SERVES = /^(?!(?:\/\S{1,60}\/)?(?:sleep|wait|tail|true|false|exit|echo)(?:\s|$))\S/;

function waitOf(words: readonly string[]): StartDelay[] {
  const statement = words.join(' ');
  const seconds = sleepSeconds(words);
  if (seconds) { return [{ seconds, isCertain: true, called: statement }]; }
  const waits = WAITS.map(pattern => pattern.exec(statement)).find(found => found !== null);
  return waits ? [{ seconds: Number(waits[1]), isCertain: false, called: waits[0] }] : [];
}

function migrationOf(statement: string): StartDelay[] {
  if (/^(?:echo|printf)\s/.test(statement) || LOOKS.test(statement)) { return []; }
  const found = MIGRATES.map(pattern => pattern.exec(statement)?.[0]).find(text => text !== undefined);
  return found === undefined ? [] : [{ isCertain: false, called: found.replace(/^[\s/:]/, '') }];
}
