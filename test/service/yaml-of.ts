import { Chart, Testing, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';

/** What `cdk8s synth` writes of the chart of a construct. */
export function yamlOf(construct: IConstruct): string {
  return Yaml.stringify(...Testing.synth(Chart.of(construct)));
}
