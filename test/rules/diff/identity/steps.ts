import { RuleResult } from '../../../../src/rules';
import { judgeUpdate, Recipe, Update, updateOf, UpdateRule } from '../../../../src/rules/diff';
import { releaseManifests } from '../../../../src/rules/diff/apply-recipe';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { manifestsIn, POLICY, TARGET } from '../../check/judging';
import * as updating from '../updating';

/** The step between two services that are built from parts, each with a separator before it. */
export function step(change: string, before: string): Update {
  return updating.updateWith(...[before, change].map(parts => parts.replace(/^\s*---\n/, '')) as [string, string]);
}

export function verdictsOn(rule: UpdateRule, change: string, before: string = ''): RuleResult[] {
  return rule.judge(step(change, before), TARGET);
}

export function messagesOn(rule: UpdateRule, change: string, before: string = ''): string[] {
  return verdictsOn(rule, change, before).flatMap(({ violations }) => violations.map(({ message }) => message));
}

export function appliesTo(rule: UpdateRule, change: string, before: string = ''): boolean {
  return verdictsOn(rule, change, before).length > 0;
}

/** The findings of one rule about a change, as they are printed. */
export function said(rule: UpdateRule, change: string, before: string = ''): string[] {
  return verdictsOn(rule, change, before)
    .flatMap(({ object, violations }) => violations.map(({ severity, message, fix, recipe }) =>
      `${severity ?? rule.severity} ${object.kind} ${object.name}: ${message} ${fix}${recipe ? ` ${recipeInWords(recipe)}` : ''}`));
}

/** The errors of all rules in each step of the recipes, by release. */
export function errorsOnTheWay(rule: UpdateRule, change: string, before: string = ''): string[] {
  const update = step(change, before);
  const recipes = rule.judge(update, TARGET).flatMap(({ violations }) => violations).map(({ recipe }) => recipe)
    .filter((recipe): recipe is Recipe => recipe !== undefined);
  expect(recipes).not.toEqual([]);
  return recipes.flatMap(recipe => {
    let running = update.before;
    return recipe.flatMap((release, i) => {
      const next = manifestsIn(releaseManifests(update, release));
      const { findings } = judgeUpdate(updateOf(running, next), TARGET, POLICY);
      running = next;
      return findings.filter(finding => finding.severity === 'error' || finding.rule.id === rule.id).map(finding => `${i + 1}: ${finding.rule.id} ${finding.message}`);
    });
  });
}

interface PodOptions {
  readonly spec?: string;
  readonly image?: string;
  readonly pod?: string;
  readonly kind?: string;
}

/** A minimal Deployment. */
export function deployment(name: string, labels: string, options: PodOptions = {}): string {
  return `
---
apiVersion: apps/v1
kind: ${options.kind ?? 'Deployment'}
metadata: { name: ${name} }
spec:
  ${options.spec ?? 'replicas: 3'}
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec: { ${options.pod ?? ''} containers: [{ name: main, image: '${options.image ?? 'registry.example.com/cart:1.5.0'}' }] }
`;
}

export function service(name: string, selector: string, ports: string = '[{ name: http, port: 80, targetPort: 8080 }]', more: string = ''): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { ${selector} }, ports: ${ports}${more} }
`;
}

export function removed(kind: string, name: string): string {
  return `\n---\nkind: ${kind}\nmetadata: { name: ${name} }\n$patch: delete\n`;
}
