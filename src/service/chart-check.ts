import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { NewerFields } from '../newer-fields';
import { inCallersLanguage } from './checks/callers-language';
import { autoscalerProblems } from './collisions/autoscalers';
import { budgetProblems } from './collisions/budgets';
import { Member } from './collisions/member';
import { nameProblems } from './collisions/names';
import { portProblems } from './collisions/ports';
import { referenceProblems } from './collisions/references';
import { routerProblems } from './collisions/routers';
import { selectorProblems } from './collisions/selectors';

const CHECKS_OF_A_CHART = [
  nameProblems, budgetProblems, autoscalerProblems, selectorProblems, portProblems, routerProblems, referenceProblems,
];

const CHECKS = new WeakMap<Chart, ChartCheck>();

/**
 * What can only be checked once a chart is complete: services that collide with other objects in it. A chart is one
 * cluster; the same name in the charts `dev` and `prod` is normal.
 */
export class ChartCheck {
  public static of(construct: IConstruct): ChartCheck {
    const chart = Chart.of(construct);
    const known = CHECKS.get(chart);
    if (known) { return known; }
    const check = new ChartCheck(chart);
    CHECKS.set(chart, check);
    return check;
  }

  private readonly members: Member[] = [];
  private problems = new Map<Member, string[]>();
  private clean = false;

  private constructor(private readonly chart: Chart) {}

  public add(member: Member): void {
    this.members.push(member);
    this.clean = false;
    member.service.node.addValidation({ validate: () => this.problemsOf(member) });
    NewerFields._complete(member.service.deployment, () => this.lookOnceMore());
  }

  // cdk8s validates the whole app once for each of its charts. All members of one such pass share one check of the
  // chart, and a chart without problems is not checked again until it is written; otherwise N charts are checked N
  // times each.
  private problemsOf(member: Member): string[] {
    if (this.clean) { return []; }
    if (!this.problems.has(member)) { this.look(); }
    const problems = this.problems.get(member) ?? [];
    this.problems.delete(member);
    return problems;
  }

  // The chart may have changed since: the first object that is written has it checked once more.
  private lookOnceMore(): void {
    if (!this.clean) { return; }
    // The check renders objects, which calls this again.
    this.clean = false;
    this.look();
    const lines = [...this.problems].flatMap(([member, texts]) => texts.map(text => `[${member.service.node.path}] ${text}`));
    if (lines.length > 0) { throw new Error(`Validation failed with the following errors:\n  ${lines.join('\n  ')}`); }
    this.clean = false;
  }

  private look(): void {
    const objects = this.chart.node.findAll().filter(ApiObject.isApiObject).filter(o => Chart.of(o) === this.chart);
    this.problems = new Map(this.members.map(member => [member, [] as string[]]));
    for (const check of CHECKS_OF_A_CHART) {
      for (const { member, text } of check(this.members, objects)) { this.problems.get(member)!.push(inCallersLanguage(text)); }
    }
    this.clean = [...this.problems.values()].every(texts => texts.length === 0);
  }
}
