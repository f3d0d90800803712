import { Size, SizeRoundingBehavior } from 'cdk8s';
import { ContainerResources, Cpu } from 'cdk8s-plus-27';
import { LOST, REJECTED } from '../checks/consequences';
import { checkNested } from '../checks/nested';
import { PropErrors } from '../checks/prop-errors';
import { isRecord } from '../checks/type-guards';

/** The requests of a container: the stated limit, as Kubernetes itself would set them, else a small share. */
export function requestsOf(resources: ContainerResources | undefined): ContainerResources {
  const { cpu, memory, ephemeralStorage } = resources ?? {};
  return {
    cpu: { limit: cpu?.limit, request: cpu?.request ?? (cpu?.limit ? undefined : Cpu.millis(100)) },
    memory: { limit: memory?.limit, request: memory?.request ?? memory?.limit ?? Size.mebibytes(128) },
    ephemeralStorage,
  };
}

const FORM = '{ cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(512) } }';

/** Refuses amounts that cdk8s-plus cannot write, that the API server rejects, or that have no effect as a limit. */
export function checkResources(errors: PropErrors, prop: string, given: ContainerResources | undefined): void {
  checkNested(errors, prop, given, ['cpu', 'memory', 'ephemeralStorage']);
  if (!isRecord(given) || errors.has(prop)) { return; }
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) { checkResource(errors, prop, name, value); }
  }
}

function checkResource(errors: PropErrors, resources: string, name: string, value: unknown): void {
  const prop = `${resources}.${name}`;
  const given = isRecord(value) ? Object.entries(value).filter(([, amount]) => amount !== undefined) : [];
  const amounts = new Map(given.map(([side, amount]) => [side, amountOf(name, amount)]));
  const isForm = [...amounts].every(([side, amount]) => ['request', 'limit'].includes(side) && amount !== undefined);
  if (amounts.size === 0 || !isForm) {
    errors.add({
      prop,
      given: value,
      allowed: "cdk8s-plus' form: cpu and memory, each with request and limit, as Cpu and Size; memory in whole mebibytes, ephemeralStorage in whole gibibytes",
      because: LOST,
      remedy: `write ${FORM}`,
    });
    return;
  }
  const [request, limit] = [amounts.get('request'), amounts.get('limit')];
  checkFinite(errors, `${prop}.request`, request);
  checkFinite(errors, `${prop}.limit`, limit);
  checkLimit(errors, `${prop}.limit`, limit);
  if (request && limit && !errors.has(prop) && request.value > limit.value) {
    errors.add({
      prop: `${prop}.request`,
      given: request.written,
      shown: request.written,
      allowed: `at most the limit, ${limit.written}`,
      because: REJECTED,
      remedy: 'lower it, or raise the limit',
    });
  }
}

/** An amount as cdk8s-plus writes it, and its value. */
interface Amount {
  readonly written: string;
  readonly value: number;
}

function checkFinite(errors: PropErrors, prop: string, amount: Amount | undefined): void {
  if (!amount || (Number.isFinite(amount.value) && amount.value >= 0)) { return; }
  const { written } = amount;
  errors.add({ prop, given: written, shown: written, allowed: 'a finite amount from 0', because: REJECTED, remedy: 'write an amount such as Cpu.millis(100) or Size.mebibytes(512), or leave it out' });
}

function checkLimit(errors: PropErrors, prop: string, limit: Amount | undefined): void {
  if (limit?.value !== 0) { return; }
  errors.add({
    prop,
    given: limit.written,
    shown: limit.written,
    allowed: 'more than 0',
    because: 'Kubernetes treats a limit of 0 as no limit: a leak fills the node, and pods of other services are evicted, too.',
    remedy: 'write the amount that the pods may use at most, or leave it out',
  });
}

/** Undefined for values that cdk8s-plus would drop, or fail on. Judged by shape, since an app may have more than one copy of it. */
function amountOf(resource: string, given: unknown): Amount | undefined {
  return resource === 'cpu' ? cpuOf(given) : sizeOf(given, resource === 'memory' ? 'toMebibytes' : 'toGibibytes');
}

function cpuOf(given: unknown): Amount | undefined {
  const { amount } = (given ?? {}) as { amount?: unknown };
  if (typeof amount !== 'string') { return undefined; }
  return { written: amount, value: amount.endsWith('m') ? Number(amount.slice(0, -1)) / 1000 : Number(amount) };
}

// Memory is written in mebibytes, ephemeral storage in gibibytes, and cdk8s-plus fails on values that it would have to round.
function sizeOf(given: unknown, unit: 'toMebibytes' | 'toGibibytes'): Amount | undefined {
  const size = given as Partial<Size> | null;
  if (typeof size?.[unit] !== 'function') { return undefined; }
  const value = size[unit]!({ rounding: SizeRoundingBehavior.NONE });
  return Number.isInteger(value) || Number.isNaN(value) ? { written: `${value}${unit === 'toMebibytes' ? 'Mi' : 'Gi'}`, value } : undefined;
}
