// The result of one rule for each object that the files contain, including those to which it does not apply.
//
//   npm run rule -- prestop-missing FILE|FOLDER…       a rule of manifests
//   npm run rule -- replicas-reduced BEFORE AFTER      a rule of updates
//
// Acknowledgements and settings are ignored; the target is the default one. If BEFORE or AFTER has several clusters, the first counts.
import { clustersOf, ManifestObject, ManifestSet, readManifests, showPath } from '../src/manifests';
import { RULES, RuleResult, Violation } from '../src/rules';
import { clusterProfileOf } from '../src/settings';
import { UPDATE_RULES, updateOf } from '../src/rules/diff';
import { recipeInWords } from '../src/rules/diff/recipe-text';

const [id, ...paths] = process.argv.slice(2);
const rule = RULES.find(other => other.id === id);
const updateRule = UPDATE_RULES.find(other => other.id === id);
if (rule && paths.length > 0) {
  clustersIn(paths).forEach(cluster => tell(cluster.objects, rule.judge(cluster, clusterProfileOf({}))));
} else if (updateRule && paths.length === 2) {
  const [before, after] = paths.map(path => clustersIn([path])[0]);
  if (before && after) {
    const results = updateRule.judge(updateOf(before, after), clusterProfileOf({}));
    tell([...after.objects, ...before.objects.filter(removed => results.some(({ object }) => object === removed))], results);
  }
} else {
  console.error(rule ? 'Which files?' : updateRule ? 'Which two files, before and after?' : `There is no rule '${id}'.`);
  process.exitCode = 2;
}

function clustersIn(files: string[]): ManifestSet[] {
  const { objects, problems } = readManifests(files);
  const { clusters, problems: more } = clustersOf(objects);
  [...problems, ...more].forEach(({ level, file, line, message }) => console.error(`${file}:${line}: ${level}: ${message}`));
  if (clusters.length === 0) { console.error(`${files.join(', ')}: no Kubernetes object`); }
  return clusters;
}

function tell(objects: readonly ManifestObject[], results: readonly RuleResult[]): void {
  for (const object of objects) {
    const own = results.filter(result => result.object === object);
    const violations: Violation[] = own.flatMap(result => result.violations);
    const outcome = own.length === 0 ? 'does not apply' : violations.length === 0 ? 'passes' : 'violates';
    console.log(`${object.file}:${object.lineOf()}: ${object.kind} ${object.name}: ${outcome}`);
    for (const { path, message, fix, recipe } of violations) {
      console.log(`  line ${object.lineOf(path)}, ${showPath(path)}: ${message}\n  fix: ${fix}${recipe ? ` ${recipeInWords(recipe)}` : ''}`);
    }
  }
}
