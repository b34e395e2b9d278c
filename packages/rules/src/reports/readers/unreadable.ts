import { isStatusPart } from '../mail.ts';
import type { Reader } from '../reader.ts';
import { hasNullPath, isDaemon } from '../sender.ts';
import { isAggregateReport } from './answers.ts';

/** A report beyond doubt, of which nothing can be read: somebody should look at it. */
export const unreadable: Reader = {
  id: 'unreadable',
  read(mail) {
    if (isAggregateReport(mail)) return null;
    const nullPath = hasNullPath(mail);
    const report = mail.top.type === 'multipart/report' || (mail.leaves.some(isStatusPart) && (nullPath || isDaemon(mail)));
    return report || (nullPath && isDaemon(mail)) ? { kind: 'unknown', recipients: [], returned: mail.returned } : null;
  },
};
