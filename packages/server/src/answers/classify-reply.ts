import {
  explain,
  parseReply,
  type Audience,
  type Classification,
  type Classifier,
  type Explained,
  type Language,
  type SmtpCommand,
  type SmtpReply,
} from '@bezorgd/rules';
import { badArgument } from '../errors.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import { forwardPlaceholder, maskAddresses, recipientPlaceholder } from '../events/mask-address.ts';

export interface ReplyToClassify {
  readonly reply: string;
  readonly command: SmtpCommand | null;
  readonly mxHost: string | null;
  /** Whose address the reply may name. */
  readonly recipient: string | null;
  readonly language: Language;
  readonly audience: Audience;
}

/** What the rules say of a reply: with its recipient the same as of an event, where the address counts for no word of it. */
export function classifyReply(
  classifier: Classifier,
  { reply: given, command, mxHost, recipient, language, audience }: ReplyToClassify,
): { readonly reply: SmtpReply; readonly classification: Classification; readonly explanation: Explained } {
  if (recipient !== null && !mailAddressSchema.safeParse(recipient).success)
    throw badArgument('recipient', 'give one mail address, local-part@domain');
  const reply = parseReply(given);
  const text = recipient === null ? reply.text : maskAddresses(reply.text, recipient);
  const judged = classifier.classify({ reply: { ...reply, text }, command, mxHost });
  const span = judged.span && spanInGiven(judged.span, text, reply.text, recipient?.length ?? 0);
  const { category, permanence, scope } = judged.verdict;
  const ruleId = judged.ruleId === null ? {} : { ruleId: judged.ruleId };
  return {
    reply,
    classification: { ...judged, span },
    explanation: explain({ category, permanence, scope, ...ruleId }, classifier.ruleset, { language, audience }),
  };
}

/** Where a span of the masked text stands in the given one; a placeholder stands for the whole address. */
function spanInGiven(
  span: { readonly start: number; readonly end: number },
  masked: string,
  given: string,
  addressLength: number,
): { readonly start: number; readonly end: number } {
  let start = 0;
  let end = 0;
  for (let at = 0; at < span.end;) {
    if (at <= span.start) start = end;
    const isAddress = masked.startsWith(recipientPlaceholder, at);
    // What looked like a placeholder was told apart by a space.
    const isApart =
      masked.startsWith('{ ', at) && [recipientPlaceholder, forwardPlaceholder].some((one) => given.startsWith(one, end));
    at += isAddress ? recipientPlaceholder.length : isApart ? 2 : 1;
    end += isAddress ? addressLength : 1;
  }
  return { start, end };
}
