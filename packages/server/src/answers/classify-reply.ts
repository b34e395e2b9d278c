import {
  classifyWithout,
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
  const asked = { reply, command, mxHost };
  const classification = recipient === null ? classifier.classify(asked) : classifyWithout(recipient, asked, classifier);
  const { category, permanence, scope } = classification.verdict;
  const ruleId = classification.ruleId === null ? {} : { ruleId: classification.ruleId };
  return {
    reply,
    classification,
    explanation: explain({ category, permanence, scope, ...ruleId }, classifier.ruleset, { language, audience }),
  };
}
