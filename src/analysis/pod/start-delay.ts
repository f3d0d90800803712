import { wordsOf } from './containers';
import { shellCommandOf } from './shell';
import { Container, sleepSeconds, statementsOf, Workload } from '../../manifests';

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
const MIGRATES = /(?:^|[\s/:])(?:manage\.py migrate|artisan migrate|db:migrate|db:prepare|(?:prisma|typeorm|knex|sequelize|flask db|alembic|goose|dbmate|liquibase|flyway)\b.{0,60}\b(?:migrate(?::latest|:run)?|upgrade|up|update|deploy))(?=\s|$)/;

/** The steps that delay the server of a command, in order. */
export function startDelaysOf(workload: Workload, container: Container): StartDelay[] {
  const words = wordsOf(workload, container);
  const script = shellCommandOf(words)?.script;
  if (script === undefined) { return delayOf(words); }
  const statements = statementsOf(script) ?? [];
  // The last statement is the server, and statements in the background delay nothing.
  const isBackground = statements.some(({ end }) => end === '&');
  const last = statements.at(-1)?.words.join(' ') ?? '';
  return isBackground || !SERVES.test(last) ? [] : statements.map(({ words: each }) => each[0] === 'exec' ? each.slice(1) : each).flatMap(delayOf);
}

/** A script whose last statement is one of these does not start a server. */
const SERVES = /^(?!(?:\/\S{1,60}\/)?(?:sleep|wait|tail|true|false|exit|echo)(?:\s|$))\S/;

function delayOf(words: readonly string[]): StartDelay[] {
  const statement = words.join(' ');
  const seconds = sleepSeconds(words);
  if (seconds) { return [{ seconds, isCertain: true, called: statement }]; }
  const waits = WAITS.map(pattern => pattern.exec(statement)).find(found => found !== null);
  if (waits) { return [{ seconds: Number(waits[1]), isCertain: false, called: waits[0] }]; }
  const migration = MIGRATES.exec(statement);
  return migration && !/--(?:check|plan|dry-run|status|list)\b/.test(statement) ? [{ isCertain: false, called: migration[0].trim() }] : [];
}
