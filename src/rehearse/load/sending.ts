import { Agent, AgentOptions } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { Attempt, Stream } from './attempt';
import { LoadPlan } from './load-plan';
import { sendRequest } from './request';
import { dueAfter } from './send-times';
import { connectionsFor, rateOf, requestsOf } from './streams';

/** A client that slept for longer does not send the missed requests: users do not send such bursts. */
const FORGIVEN = 1000;

/** Milliseconds since 1970, that never go backwards. */
export type Clock = () => number;

/** A running stream. */
interface Sender {
  readonly stream: Stream;
  readonly rate: number;
  readonly agents: readonly (Agent | false)[];
  /** As a part of the time between two requests, so that the streams do not send at the same moment. */
  readonly offset: number;
  index: number;
}

/** The running load. */
export interface Sending {
  /** Stops sending, and waits for requests in flight. */
  stop(): Promise<void>;
}

/** Sends each request when it is due, without waiting for earlier ones, and reports the result of each. */
export function startSending(plan: LoadPlan, clock: Clock, tell: (attempt: Attempt) => void): Sending {
  const start = clock();
  const senders = sendersOf(plan);
  const inFlight = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  const dueOf = ({ index, offset, rate }: Sender): number => start + dueAfter(index + offset, rate, plan.ramp);
  const send = (sender: Sender): void => {
    const { stream, index, agents } = sender;
    const due = dueOf(sender);
    sender.index++;
    const lines = requestsOf(stream, plan);
    const line = lines[index % lines.length];
    const sent = clock();
    const known = { stream, due: rounded(due), late: rounded(sent - due), method: line.method ?? 'GET', path: line.path };
    if (sent - due > FORGIVEN) {
      tell({ ...known, took: 0, failure: 'not-sent', detail: 'the client was asleep' });
      return;
    }
    const done = sendRequest(line, plan, agents[inTurn(index, agents.length)])
      .then(outcome => {
        tell({ ...known, took: rounded(clock() - sent), ...outcome });
        inFlight.delete(done);
      });
    inFlight.add(done);
  };
  const sendDue = (): void => {
    for (const sender of senders) {
      while (dueOf(sender) <= clock()) { send(sender); }
    }
    timer = setTimeout(sendDue, Math.min(...senders.map(dueOf)) - clock());
  };
  sendDue();
  return {
    async stop() {
      clearTimeout(timer);
      await Promise.all(inFlight);
      senders.flatMap(({ agents }) => agents).forEach(agent => agent && agent.destroy());
    },
  };
}

function sendersOf(plan: LoadPlan): Sender[] {
  return plan.streams
    .filter(stream => rateOf(stream, plan) > 0 && requestsOf(stream, plan).length > 0)
    .map((stream, i, { length }) => ({
      stream,
      rate: rateOf(stream, plan),
      agents: agentsOf(stream, plan),
      offset: i / length,
      index: 0,
    }));
}

/**
 * One agent for each kept-alive connection, in turn. An agent opens a second connection while its first is in use, and keeps only
 * one of them: no request waits for the answer to another.
 */
function agentsOf(stream: Stream, plan: LoadPlan): readonly (Agent | false)[] {
  if (stream !== 'keep') { return [false]; }
  const options: AgentOptions = { keepAlive: true, maxFreeSockets: 1 };
  return Array.from({ length: connectionsFor(rateOf(stream, plan)) },
    () => plan.origin.startsWith('https:') ? new SecureAgent(options) : new Agent(options));
}

/** Shifted by one in each round, so that a connection sends all requests over time, and not always the same ones. */
function inTurn(index: number, count: number): number {
  return (index + Math.floor(index / count)) % count;
}

/** To a tenth of a millisecond: more digits only make the lines longer. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
