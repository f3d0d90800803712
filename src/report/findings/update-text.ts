import { assumption, COLUMNS, joinedBlocks, reportBlocks, section, TextOptions } from './check-text';
import { UpdateReport } from '../../engine/update-report';
import { styler } from '../style';
import { changesInWords, updateInWords } from './update-words';
import { updateTimelinesAsText } from '../timeline/text';
import { wrap } from '../wrap';

/** A comparison for people: what was found, then what each restart will be like, and at the end what it comes to. */
export function updateAsText(report: UpdateReport, { colours = false }: TextOptions = {}): string {
  const style = styler(colours);
  return joinedBlocks([
    ...reportBlocks(report, style),
    ...section('What restarts', restartLines(report), style),
    [...assumption(report), ...wrap(changesInWords(report), COLUMNS).filter(line => line !== ''), ...wrap(updateInWords(report), COLUMNS).map(style.bold)],
  ]);
}

function restartLines({ restarts }: UpdateReport): string[] {
  const timelines = restarts.flatMap(({ timeline, clusters }) => timeline ? [clusters ? { ...timeline, name: `${timeline.name} (${clusters.join(', ')})` } : timeline] : []);
  const others = restarts.filter(({ timeline }) => timeline === undefined)
    .map(({ object: { kind, namespace, name } }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
  return [
    ...others.flatMap(line => wrap(line, COLUMNS, 2)),
    ...timelines.length > 0 ? ['', ...updateTimelinesAsText(timelines).trimEnd().split('\n')] : [],
  ];
}
