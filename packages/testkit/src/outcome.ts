import type { SmtpCommand } from '@bezorgd/rules';
import { addressOf, type Session, type Transcript } from './transcript.ts';

/** What one session decided for one recipient. */
export interface Outcome {
  readonly recipient: string;
  readonly type: 'delivered' | 'deferred' | 'bounced';
  readonly reply: string;
  readonly command: SmtpCommand;
  readonly attempt: number;
  readonly afterMs: number;
}

/**
 * The fate of each recipient in each session: the last reply that concerned it. A 4 means that another attempt follows
 * (deferred), a 5 that none does (bounced); a server that hangs up is a 4.
 */
export function outcomesOf(transcript: Transcript): Outcome[] {
  const open = new Set(transcript.recipients);
  return transcript.sessions.flatMap((session, index) => {
    const outcomes = sessionOutcomes(session, [...open], index + 1);
    for (const { recipient, type } of outcomes) if (type !== 'deferred') open.delete(recipient);
    return outcomes;
  });
}

function sessionOutcomes({ exchanges, afterMs }: Session, recipients: readonly string[], attempt: number): Outcome[] {
  const outcomes = new Map<string, Outcome>();
  const accepted = new Set<string>();
  const asked = exchanges.flatMap(({ command, sent }) => (command === 'RCPT' ? [addressOf(sent) ?? ''] : []));
  const decide = (concerned: Iterable<string>, reply: string, command: SmtpCommand) => {
    const type = reply.startsWith('5') ? 'bounced' : reply.startsWith('2') ? 'delivered' : 'deferred';
    for (const recipient of concerned) {
      if (recipients.includes(recipient) && !outcomes.has(recipient))
        outcomes.set(recipient, { recipient, type, reply, command, attempt, afterMs });
    }
  };
  for (const { command, sent, reply } of exchanges) {
    const positive = reply.startsWith('2') || reply.startsWith('3');
    if (command === 'RCPT') {
      const recipient = addressOf(sent) ?? '';
      if (positive) accepted.add(recipient);
      else decide([recipient], reply, command);
    } else if (command === 'DOT') decide(accepted, reply, command);
    else if (command === 'DATA' && !positive) decide(accepted.size > 0 ? accepted : asked, reply, command);
    // STARTTLS and AUTH may fail and the dialogue go on; what comes before the recipients concerns them all.
    else if (
      !positive &&
      (command === 'CONNECT' || command === 'EHLO' || command === 'MAIL' || command === 'STARTTLS' || command === 'AUTH') &&
      isLast(exchanges, command)
    )
      decide(asked.length > 0 ? asked : recipients, reply, command);
  }
  return [...outcomes.values()];
}

function isLast(exchanges: Session['exchanges'], command: SmtpCommand): boolean {
  const at = exchanges.findIndex((exchange) => exchange.command === command);
  return exchanges.slice(at + 1).every((exchange) => exchange.command === 'QUIT' || exchange.command === 'RSET');
}
