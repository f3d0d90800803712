import { groupedBy, keyOf, LabelSelector, matcherOf, PodOwner } from '../manifests';

type Pods = Pick<PodOwner, 'namespace' | 'podLabels'>;

/** Pods by namespace and label, so that a selector is compared only with those that have the rarest of its labels. */
export interface LabelIndex<P> {
  /** All pods of a namespace. */
  in(namespace: string | undefined): readonly P[];
  /** Those with the rarest of some labels: all with all of the labels are among them. */
  near(namespace: string | undefined, labels: Readonly<Record<string, string>>): readonly P[];
  /** Those that a selector matches, in their order. */
  selected(namespace: string | undefined, selector: LabelSelector): readonly P[];
}

export function labelIndex<P extends Pods>(pods: readonly P[]): LabelIndex<P> {
  const groups = groupedBy(pods, ({ namespace, podLabels }) =>
    [keyOf(namespace), ...Object.entries(podLabels).map(pair => keyOf(namespace, ...pair))]);
  const found = (...key: (string | undefined)[]): readonly P[] => groups.get(keyOf(...key)) ?? [];
  const near: LabelIndex<P>['near'] = (namespace, labels) => Object.entries(labels)
    .map(pair => found(namespace, ...pair))
    .reduce((one, other) => other.length < one.length ? other : one, found(namespace));
  return {
    in: found,
    near,
    selected: (namespace, selector) => {
      const matches = matcherOf(selector);
      return near(namespace, selector.matchLabels).filter(({ podLabels }) => matches(podLabels));
    },
  };
}
