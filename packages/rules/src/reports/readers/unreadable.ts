import { headerParam, headerValue } from '../headers.ts';
import { isReturnedPart, isStatusPart, type Mail } from '../mail.ts';
import type { Reader } from '../reader.ts';
import { hasNullPath, isDaemon } from '../sender.ts';
import { isAggregateReport } from './answers.ts';

/** A report beyond doubt, of which nothing can be read: somebody should look at it. */
export const unreadable: Reader = {
  id: 'unreadable',
  read(mail) {
    if (isAggregateReport(mail)) return null;
    const nullPath = hasNullPath(mail);
    const report = isDeclared(mail) || (mail.leaves.some(isStatusPart) && (nullPath || isDaemon(mail)));
    return report || (nullPath && isDaemon(mail)) ? { kind: 'unknown', recipients: [], returned: mail.returned } : null;
  },
};

/** Spam calls itself a report too, without saying of what or holding any part of one (RFC 6522 §3 asks for both). */
function isDeclared({ top, leaves }: Mail): boolean {
  if (top.type !== 'multipart/report') return false;
  return (
    headerParam(headerValue(top.headers, 'content-type'), 'report-type') !== '' ||
    leaves.some((leaf) => leaf.type.startsWith('message/') || isStatusPart(leaf) || isReturnedPart(leaf))
  );
}
