import { CheckReport } from '../../engine/check-report';
import { countOf } from '../../text';

/** `3 errors, 1 warning in 2 of 14 objects; 2 accepted`. */
export function summaryLine({ summary, problems }: CheckReport): string {
  const { errors, warnings, infos, accepted, objects, objectsWithFindings, excluded } = summary;
  const found = ([[errors, 'error'], [warnings, 'warning'], [infos, 'info']] as const)
    .flatMap(([amount, severity]) => amount > 0 ? [countOf(amount, severity)] : []).join(', ');
  const unread = problems.filter(({ level }) => level === 'error').length;
  return [
    found === '' ? `No findings in ${countOf(objects, 'object')}` : `${found} in ${objectsWithFindings} of ${countOf(objects, 'object')}`,
    ...accepted > 0 ? [`${accepted} accepted`] : [],
    ...excluded > 0 ? [`${excluded} excluded`] : [],
    ...unread > 0 ? ['not all of the input could be used'] : [],
  ].join('; ');
}
