import { expressionFor } from './expression';
import { propOfPath } from './prop-of-path';
import { ClusterProfile } from '../../analysis/cluster-profile';
import { OwnConstruct, ownConstructOf } from '../../analysis/identity/own-constructs';
import { routerNameOf, routerOf } from '../../analysis/traffic/router';
import { isAddition, ManifestObject, ManifestSet, showPath } from '../../manifests';
import { capitalize, listWords } from '../../text';
import { judge } from '../check/judge';
import type { Finding, Findings, WritingConstruct } from '../finding';
import { clausesOf } from '../fixes/edited';
import type { FixEdit } from '../rule';
import type { RuleOverrides } from '../run-rules';
import { valueInWords } from '../wording/values';

/**
 * Adds props to the fixes of findings about manifests that a construct of this library wrote: the next synth would undo an edit of
 * the YAML.
 */
export function inProps({ findings, acknowledged }: Findings, manifests: ManifestSet, profile: ClusterProfile): Findings {
  const ofConstruct = (finding: Finding): Finding => {
    const own = writing(finding, manifests);
    return own ? { ...finding, construct: constructOf(finding, own, manifests, profile) } : finding;
  };
  return { findings: findings.map(ofConstruct), acknowledged: acknowledged.map(ofConstruct) };
}

/** Runs all rules on the manifests of one cluster, with props in the fixes. */
export function judgeInProps(manifests: ManifestSet, profile: ClusterProfile, policy: RuleOverrides): Findings {
  return inProps(judge(manifests, profile, policy), manifests, profile);
}

/** The construct whose manifests the fix changes. */
function writing({ object, edits }: Finding, manifests: ManifestSet): OwnConstruct | undefined {
  const changed = edits?.map(edit => edit.object ?? object) ?? [object];
  return changed.map(each => ownConstructOf(each, manifests)).find(own => own !== undefined);
}

function constructOf(finding: Finding, own: OwnConstruct, manifests: ManifestSet, profile: ClusterProfile): WritingConstruct {
  const { type, workload } = own;
  const isOwn = (object: ManifestObject): boolean => ownConstructOf(object, manifests) === own;
  const called = isOwn(finding.object) ? `this ${type}` : `${type} ${workload.name}`;
  const { edits = [] } = finding;
  const statement = edits.length > 0 ? stated(finding, edits, own, manifests, profile) : undefined;
  if (!statement) { return { type, object: workload.object, ...inText(finding, called, exposureFor(own, manifests, profile)) }; }
  const { props, clauses } = statement;
  return { type, object: workload.object, props, fix: `In the props of ${called}, ${listWords(clauses)}${restOf(finding)}` };
}

type Statement = Pick<WritingConstruct, 'props'> & { readonly clauses: string[] };

function stated(
  { object: own }: Finding, edits: readonly FixEdit[], construct: OwnConstruct, manifests: ManifestSet, profile: ClusterProfile,
): Statement | undefined {
  const exposure = exposureFor(construct, manifests, profile);
  const props = new Map<string, WritingConstruct['props'][number]>();
  const clauses: string[] = [];
  for (const edit of edits) {
    const object = edit.object ?? own;
    const isOwn = ownConstructOf(object, manifests) === construct;
    const prop = isOwn ? propOf(edit, object) : undefined;
    if (prop === undefined) {
      // A field that no prop writes was added by other code, or belongs to another object.
      clauses.push(isOwn ? `${clausesOf([edit])} with a JsonPatch, since no prop sets it` : clausesOf([edit]));
    } else if (exposure && (OF_ROUTER.has(prop) || props.has('exposure') && prop === 'terminationGracePeriod')) {
      props.set('exposure', { name: 'exposure', value: exposure });
    } else if (props.get(prop)?.value === undefined) {
      const value = edit.value === undefined ? undefined : expressionFor(prop, edit);
      props.set(prop, { name: prop, ...value !== undefined && { value } });
      if (value === undefined) { clauses.push(soThat(prop, edit)); }
    }
  }
  const exact = [...props.values()].filter(({ value }) => value !== undefined).map(({ name, value }) => `${name}: ${value}`);
  return { props: [...props.values()], clauses: [...exact.length > 0 ? [`set ${listWords(exact)}`] : [], ...clauses] };
}

function propOf(edit: FixEdit, object: ManifestObject): string | undefined {
  if (!isAddition(edit)) { return propOfPath(object, edit.path); }
  return (edit.value as { readonly kind?: unknown }).kind === 'PodDisruptionBudget' ? 'disruption' : undefined;
}

function soThat(prop: string, { path, value }: FixEdit): string {
  return `change ${prop} so that ${showPath(path)} is ${value === undefined ? 'not set' : valueInWords(value)}`;
}

/** The props that follow from the exposure, as the grace period does. */
const OF_ROUTER: ReadonlySet<string> = new Set(['preStop', 'minReady']);

/** The exposure that the manifests show, if the construct does not state it. */
function exposureFor({ workload }: OwnConstruct, manifests: ManifestSet, profile: ClusterProfile): string | undefined {
  const name = routerNameOf(routerOf(workload, profile, manifests));
  const { exposure, deregistrationDelay } = workload.intent;
  const isKnown = name !== undefined && name !== (exposure ?? 'cluster') && deregistrationDelay === undefined;
  return isKnown ? `Exposure.${name}()` : undefined;
}

/** The rest of the sentence after its edits. */
function restOf({ fix, edits = [] }: Finding): string {
  const head = capitalize(clausesOf(edits));
  return fix.startsWith(head) ? fix.slice(head.length) : '.';
}

/** A fix without edits, with props instead of the fields that they write. */
function inText(
  { fix, object, path, edits }: Finding, called: string, exposure: string | undefined,
): Pick<WritingConstruct, 'props' | 'fix'> {
  const prop = edits ? undefined : propOfPath(object, path);
  if (prop === undefined) { return { props: [], fix: `${fix} ${capitalize(called)} writes the manifest, so change the code of the construct.` }; }
  if (exposure && OF_ROUTER.has(prop)) {
    const props = [{ name: 'exposure', value: exposure }];
    return { props, fix: `${fix} ${capitalize(called)} writes the manifest: set its prop exposure to ${exposure}.` };
  }
  return { props: [{ name: prop }], fix: `${fix} ${capitalize(called)} writes the manifest: change its prop ${prop}.` };
}
