import { Cause } from './server';

/** A refusal without the values of its object, so that all refusals of one kind are the same. */
export function kindOf({ field, message }: Cause): string {
  const type = /(?:cannot unmarshal|unmarshal) (\S+).*? (?:Go (?:struct field|value)) ?(\S*) of type (\S+)/.exec(message)
    ?? /cannot (?:restore|convert) .*? from: (\S+)/.exec(message);
  if (type) { return `wrong type${type[2] ? ` of ${lastOf(type[2])}` : ''}`; }
  if (field === '') { return message.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|\d+/g, '…').slice(0, 120); }
  const said = message.replace(/^([A-Z][a-z]+ value): (?:"(?:[^"\\]|\\.)*"|\S+?): /, '$1: ').replace(/"(?:[^"\\]|\\.)*"/g, '…').replace(/\d+/g, 'n');
  return `${lastOf(field.replace(/\[[^\]]*\]/g, '[]'))}: ${said.slice(0, 90)}`;
}

function lastOf(path: string): string {
  const steps = path.split('.');
  return steps.slice(-2).join('.');
}
