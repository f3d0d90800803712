import { isQualifiedName } from './names';
import { between, each, forbid, oneOf, Refusal, refuse, requiredText } from './refusal';
import { FieldCursor, listAt, mappingAt, placeAt, stringAt, valueAt } from '../../manifests';

const LABEL_KEY = 'the key of a label';
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

/** Refused scheduling fields of a pod. */
export function schedulingRefusals(spec: FieldCursor): Refusal[] {
  return [
    ...spreadRefusals(spec),
    ...listAt(spec, ['tolerations']).flatMap(tolerationRefusals),
    ...affinityRefusals(mappingAt(spec, ['affinity'])),
  ];
}

function spreadRefusals(spec: FieldCursor): Refusal[] {
  const constraints = listAt(spec, ['topologySpreadConstraints']);
  const key = (constraint: FieldCursor): string => `${stringAt(constraint, ['topologyKey'])} ${stringAt(constraint, ['whenUnsatisfiable'])}`;
  return [
    ...constraints.flatMap(constraint => [
      ...Number(valueAt(constraint, ['maxSkew']) ?? 0) > 0 ? [] : refuse(constraint, ['maxSkew'], 'a number from 1'),
      ...requiredText(constraint, ['topologyKey'], LABEL_KEY),
      ...requiredText(constraint, ['whenUnsatisfiable'], 'DoNotSchedule or ScheduleAnyway', text => ['DoNotSchedule', 'ScheduleAnyway'].includes(text)),
    ]),
    ...each(constraints, key, constraint => refuse(constraint, ['topologyKey'], 'a key that no other constraint with this whenUnsatisfiable has')),
  ];
}

function tolerationRefusals(toleration: FieldCursor): Refusal[] {
  const operator = stringAt(toleration, ['operator']) || 'Equal';
  return [
    ...oneOf(toleration, ['operator'], ['Equal', 'Exists']),
    ...oneOf(toleration, ['effect'], ['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
    ...stringAt(toleration, ['key']) || operator === 'Exists' ? [] : refuse(toleration, ['operator'], 'Exists, since there is no key'),
    ...operator === 'Exists' && stringAt(toleration, ['value']) ? forbid(toleration, ['value'], 'since the operator is Exists') : [],
  ];
}

function affinityRefusals(affinity: FieldCursor): Refusal[] {
  if (affinity.value === undefined) { return []; }
  return [
    ...['podAffinity', 'podAntiAffinity'].flatMap(kind => podAffinityRefusals(placeAt(affinity, [kind]))),
    ...nodeAffinityRefusals(placeAt(affinity, ['nodeAffinity'])),
  ];
}

function podAffinityRefusals(affinity: FieldCursor): Refusal[] {
  const preferred = listAt(affinity, ['preferredDuringSchedulingIgnoredDuringExecution']);
  const terms = [
    ...listAt(affinity, ['requiredDuringSchedulingIgnoredDuringExecution']),
    ...preferred.map(term => placeAt(term, ['podAffinityTerm'])),
  ];
  return [...weightRefusals(preferred), ...terms.flatMap(term => requiredText(term, ['topologyKey'], LABEL_KEY, isQualifiedName))];
}

function nodeAffinityRefusals(affinity: FieldCursor): Refusal[] {
  const preferred = listAt(affinity, ['preferredDuringSchedulingIgnoredDuringExecution']);
  const required = placeAt(affinity, ['requiredDuringSchedulingIgnoredDuringExecution']);
  const terms = [...listAt(required, ['nodeSelectorTerms']), ...preferred.map(term => placeAt(term, ['preference']))];
  return [
    ...required.value !== undefined && listAt(required, ['nodeSelectorTerms']).length === 0 ? refuse(required, ['nodeSelectorTerms'], 'at least one term') : [],
    ...weightRefusals(preferred),
    ...terms.flatMap(term => listAt(term, ['matchExpressions'])).flatMap(expressionRefusals),
  ];
}

function weightRefusals(preferred: readonly FieldCursor[]): Refusal[] {
  return preferred.flatMap(term => valueAt(term, ['weight']) === undefined ? refuse(term, ['weight'], 'a number from 1 to 100') : between(term, ['weight'], 1, 100));
}

function expressionRefusals(expression: FieldCursor): Refusal[] {
  const operator = stringAt(expression, ['operator']) ?? '';
  const values = listAt(expression, ['values']).length;
  return [
    ...requiredText(expression, ['key'], LABEL_KEY, isQualifiedName),
    ...requiredText(expression, ['operator'], OPERATORS.join(' or '), text => OPERATORS.includes(text)),
    ...['In', 'NotIn'].includes(operator) && values === 0 ? refuse(expression, ['values'], `at least one value, since the operator is ${operator}`) : [],
    ...['Exists', 'DoesNotExist'].includes(operator) && values > 0 ? forbid(expression, ['values'], `since the operator is ${operator}`) : [],
    ...['Gt', 'Lt'].includes(operator) && values !== 1 ? refuse(expression, ['values'], `one number, since the operator is ${operator}`) : [],
  ];
}
