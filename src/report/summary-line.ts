import { CheckReport } from './check-report';

/** `3 errors, 1 warning in 2 of 14 objects; 2 accepted`. */
export function summaryLine({ summary, problems }: CheckReport): string {
  const { errors, warnings, infos, accepted, objects, objectsWithFindings, excluded } = summary;
  const found = [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'info')].filter(part => part !== '').join(', ');
  const unread = problems.filter(({ level }) => level === 'error').length;
  return [
    found === '' ? `No findings in ${counted(objects, 'object') || '0 objects'}` : `${found} in ${objectsWithFindings} of ${counted(objects, 'object')}`,
    ...accepted > 0 ? [`${accepted} accepted`] : [],
    ...excluded > 0 ? [`${excluded} excluded`] : [],
    ...unread > 0 ? ['not all of the input could be used'] : [],
  ].join('; ');
}

function counted(amount: number, what: string): string {
  return amount === 0 ? '' : `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
