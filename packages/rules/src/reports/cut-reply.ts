import { parseReply } from '../parse-reply.ts';
import type { SmtpReply } from '../reply.ts';
import type { SmtpCommand } from '../rule.ts';

/** A remote server's answer, cut out of what a reporter wrote around it. */
export interface CutReply {
  readonly reply: SmtpReply | null;
  readonly command: SmtpCommand | null;
  readonly remoteMta: string | null;
}

export function cutReply(text: string): CutReply {
  return { reply: parseReply(text), command: null, remoteMta: null };
}
