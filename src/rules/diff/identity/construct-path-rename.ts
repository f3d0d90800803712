import { isService, ManifestObject } from '../../../manifests';
import { shorten } from '../../../text';
import { distinctEdits, Recipe, retain } from '../recipe';
import { whyNotBeside } from './coexistence';
import { renameBack } from './rename-back';
import { isClaim, isMovable } from './replacement-matchers';
import { replacedBy, Replacement } from './replacements';
import { hasPods, isController } from '../../../analysis/identity/controllers';
import { workloadsByObject } from '../../../analysis/workloads';
import { RuleResult, Violation } from '../../../rules';
import { displayName } from '../../wording/objects';
import { retainOldWorkload } from '../retain-old-workload';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const CART = (name: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: cart, image: 'registry.example.com/cart:1.4.2' }] }
`;

const SCALED = (name: string) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: cart }
spec: { minReplicas: 2, maxReplicas: 4, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} } }
`;

export const constructPathRename: UpdateRule = {
  id: 'construct-path-rename',
  severity: 'error',
  title: 'Name changed by a moved construct',
  impact: 'Everything with the new name starts from nothing, and everything with the old name is deleted: pods, DNS names, volumes.',
  why: 'Without an explicit name, cdk8s generates one from the path of the construct, with a hash of it. Moving or renaming the construct, or a chart above it, '
    + 'turns them all into other objects.',
  fix: 'Give the construct an explicit metadata.name: the name of the running object.',
  reference: 'https://cdk8s.io/docs/latest/basics/api-objects/',
  examples: {
    before: `${CART('shop-cart-c8a1f2e3')}---${SCALED('shop-cart-c8a1f2e3')}`,
    unsafe: `
kind: Deployment
metadata: { name: shop-cart-c8a1f2e3 }
$patch: delete
---${CART('shop-front-cart-c8b4d5e6')}---${SCALED('shop-front-cart-c8b4d5e6')}`,
    safe: CART('shop-front-cart-c8b4d5e6'),
  },
  judge: update => update.objects.added.filter(isMovable).map((object): RuleResult => ({
    object,
    workload: workloadsByObject(update.after).get(object),
    violations: (replacedBy(update).get(object) ?? [])
      .filter(({ how, before }) => how === 'construct' && (!isController(before) || hasPods(update.before, before)))
      .map(replacement => violation(replacement, update)),
  })),
};

function violation(replacement: Replacement, update: Update): Violation {
  const { before, after } = replacement;
  const what = describeLoss(before);
  const edits = renameBack(replacement, update);
  return {
    path: ['metadata', 'name'],
    message: `${displayName(before)} is now called ${shorten(after.name)}, because a construct was moved, renamed or given a name. For the cluster it is another object: ${what}`,
    fix: `Set metadata.name of the construct to ${shorten(before.name)}.`,
    ...withRecipe(edits ? [{ edits }] : keepingBoth(replacement, update)),
  };
}

function describeLoss(before: ManifestObject): string {
  if (isController(before)) { return 'its pods are deleted while the new ones are still starting.'; }
  return isClaim(before)
    ? 'the data of the old volume is deleted, and pods get a new, empty volume.'
    : 'clients that use the old name or address get no response.';
}

function keepingBoth({ before, after }: Replacement, update: Update): Recipe | undefined {
  if (isService(before)) { return [{ edits: [retain(before)], until: 'when clients use the new name' }, { edits: [] }]; }
  if (!isController(before) || whyNotBeside(before, after, update.before)) { return undefined; }
  return [{ edits: distinctEdits(retainOldWorkload(before, update)), until: `when the pods of ${displayName(after)} are ready` }, { edits: [] }];
}

function withRecipe(recipe: Recipe | undefined): { readonly recipe?: Recipe } {
  return recipe ? { recipe } : {};
}
