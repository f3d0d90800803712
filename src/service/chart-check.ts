import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { autoscalerProblems } from './collisions/autoscalers';
import { budgetProblems } from './collisions/budgets';
import { Member } from './collisions/member';
import { nameProblems } from './collisions/names';
import { portProblems } from './collisions/ports';
import { selectorProblems } from './collisions/selectors';

const CHECKS = new WeakMap<Chart, ChartCheck>();

/**
 * What can only be known once a chart is complete: services that collide with something else in it. A chart is one
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

  private constructor(private readonly chart: Chart) {}

  public add(member: Member): void {
    this.members.push(member);
    member.service.node.addValidation({ validate: () => this.problemsOf(member) });
  }

  // cdk8s validates every construct once for each chart of the app. All members of one such pass share one look at
  // the chart; a member that asks again has begun the next pass, and the chart may have changed.
  private problemsOf(member: Member): string[] {
    if (!this.problems.has(member)) { this.problems = this.look(); }
    const problems = this.problems.get(member) ?? [];
    this.problems.delete(member);
    return problems;
  }

  private look(): Map<Member, string[]> {
    const objects = this.chart.node.findAll().filter(ApiObject.isApiObject).filter(o => Chart.of(o) === this.chart);
    const problems = new Map(this.members.map(member => [member, [] as string[]]));
    for (const check of [nameProblems, budgetProblems, autoscalerProblems, selectorProblems, portProblems]) {
      for (const { member, text } of check(this.members, objects)) { problems.get(member)!.push(text); }
    }
    return problems;
  }
}
