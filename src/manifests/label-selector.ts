import { listAt, FieldCursor, placeAt, stringAt, stringMapAt, stringsAt } from './fields';
import { Path } from './path';

/** A LabelSelector of Kubernetes. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: LabelExpression[];
}

export interface LabelExpression {
  readonly key: string;
  /** `In`, `NotIn`, `Exists`, `DoesNotExist`; anything else matches nothing. */
  readonly operator: string;
  readonly values: string[];
}

type Labels = Readonly<Record<string, string>>;

/** The selector at a path; undefined if it is absent, which is not the same as an empty selector. */
export function selectorAt(place: FieldCursor, path: Path): LabelSelector | undefined {
  const found = placeAt(place, path);
  if (found.value === undefined) { return undefined; }
  return {
    matchLabels: stringMapAt(found, ['matchLabels']),
    matchExpressions: listAt(found, ['matchExpressions']).map(expression => ({
      key: stringAt(expression, ['key']) ?? '',
      operator: stringAt(expression, ['operator']) ?? '',
      values: stringsAt(expression, ['values']),
    })),
  };
}

/** Whether it has no requirements. In most places, it then matches all objects. */
export function isEmptySelector({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

/** Whether labels match a selector. All its parts must match, so an empty selector matches all labels. */
export function matcherOf({ matchLabels, matchExpressions }: LabelSelector): (labels: Labels) => boolean {
  const pairs = Object.entries(matchLabels);
  const expressions = matchExpressions.map(expressionMatcher);
  return labels => pairs.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value)
    && expressions.every(matches => matches(labels));
}

function expressionMatcher({ key, operator, values }: LabelExpression): (labels: Labels) => boolean {
  const among = new Set(values);
  switch (operator) {
    case 'In': return labels => Object.hasOwn(labels, key) && among.has(labels[key]);
    case 'NotIn': return labels => !Object.hasOwn(labels, key) || !among.has(labels[key]);
    case 'Exists': return labels => Object.hasOwn(labels, key);
    case 'DoesNotExist': return labels => !Object.hasOwn(labels, key);
    default: return () => false;
  }
}
