import type { Reader } from '../reader.ts';
import { autoReply } from './auto-reply.ts';
import { challengeResponse } from './challenge-response.ts';
import { disposition } from './disposition.ts';
import { dsn } from './dsn.ts';
import { feedbackReport } from './feedback-report.ts';
import { forwardedReport } from './forwarded-report.ts';
import { freeText } from './free-text.ts';
import { readNotice } from './read-notice.ts';
import { sesNotification } from './ses-notification.ts';
import { unsubscribeRequest } from './unsubscribe-request.ts';
import { unreadable } from './unreadable.ts';

/** In the order of asking: what a standard marks plainly comes first, what must be guessed from words comes last. */
export const readers: readonly Reader[] = [
  feedbackReport,
  disposition,
  dsn,
  readNotice,
  sesNotification,
  challengeResponse,
  freeText,
  forwardedReport(() => readers),
  unsubscribeRequest,
  autoReply,
  unreadable,
];
