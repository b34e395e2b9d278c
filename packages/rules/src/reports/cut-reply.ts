import { parseReply } from '../parse-reply.ts';
import type { SmtpReply } from '../reply.ts';
import type { SmtpCommand } from '../rule.ts';
import { commandIn } from './text/command.ts';
import { hostIn } from './text/host.ts';
import { plainReason } from './text/plain-reason.ts';
import { bestCode, enhancedAt } from './text/reply-code.ts';
import { codedReply } from './text/server-words.ts';

/** A remote server's answer, cut out of what a reporter wrote around it. */
export interface CutReply {
  readonly reply: SmtpReply | null;
  readonly command: SmtpCommand | null;
  readonly remoteMta: string | null;
}

const noReply: CutReply = { reply: null, command: null, remoteMta: null };

/** What is looked at of one recipient's text at most. */
const maxLength = 8192;

/** Finds the reply in the words about one recipient; where no code stands, the first paragraph that says something. */
export function cutReply(source: string, recipient = ''): CutReply {
  // Postfix folds its lines at 75 columns, also in the midst of the words that name the command.
  const text = source.slice(0, maxLength).replaceAll(/\(in\s+reply\s+to\s+/g, '(in reply to ');
  const at = bestCode(text, recipient);
  const coded = at >= 0 ? at : enhancedAt(text);
  const words = coded >= 0 ? codedReply(text, coded) : plainReason(text, recipient);
  const reply = at >= 0 ? parseReply(words) : plainReply(words);
  return reply ? { reply, command: commandNear(text, at), remoteMta: hostIn(text) } : noReply;
}

/** The command stands near the code that answers it. */
function commandNear(text: string, at: number): SmtpCommand | null {
  const from = Math.max(0, at - 2000);
  return commandIn(text.slice(from, Math.max(at, 0) + 2000), at < 0 ? at : at - from);
}

/** Words without a failure's code. A number in them is no reply code, unless they begin with one of success. */
function plainReply(words: string): SmtpReply | null {
  // "255" alone is the exit status of a local program.
  if (!/\p{L}/u.test(words)) return null;
  const parsed = parseReply(` ${words}`);
  if (parsed.replyCode === null || /^[23]\d\d[ -]/.test(words)) return parsed;
  return { ...parsed, replyCode: null, text: words.replaceAll(/\s+/g, ' ') };
}
