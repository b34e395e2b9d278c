import { actors, audiences, labels, languages } from '@bezorgd/rules';
import { registerEnumType } from 'type-graphql';
import { groupings } from '../answers/statistics.ts';
import { streams } from '../suppressions/judge-suppressions.ts';
import { statuses } from '../deliveries/delivery-state.ts';
import { messageOutcomes } from '../deliveries/message-outcome.ts';

/** GraphQL names are upper case with underscores; inside we keep the field's own words. */
export function enumOf<T extends string>(values: readonly T[]): Record<string, T> {
  return Object.fromEntries(values.map((value) => [value.replaceAll('-', '_').toUpperCase(), value]));
}

export const DeliveryStatusEnum = enumOf(statuses);
registerEnumType(DeliveryStatusEnum, {
  name: 'DeliveryStatus',
  description: 'Where a delivery stands, by the strongest evidence so far.',
  valuesConfig: {
    PROCESSED: { description: 'Taken on, not confirmed by the receiving server yet.' },
    SUSPENDED: { description: 'Set aside and planned for later.' },
    DEFERRED: { description: 'An attempt failed and will be repeated.' },
    DELIVERED: { description: 'The receiving server accepted it. That is not proof of the inbox.' },
    DISCARDED: { description: "Not delivered because of the sender's settings." },
    REJECTED: { description: 'Not tried, because the recipient is suppressed.' },
    SOFT_BOUNCED: { description: 'Did not arrive, for a reason that may pass. Not tried again.' },
    HARD_BOUNCED: { description: 'Did not arrive, and later mails to this address will not either.' },
    COMPLAINED: { description: 'Arrived, and was reported as unwanted.' },
  },
});

export const GroupingEnum = enumOf(groupings);
registerEnumType(GroupingEnum, {
  name: 'StatisticsGrouping',
  description: 'By what statistics are counted.',
  valuesConfig: {
    HOUR: { description: 'Of the first event, in UTC.' },
    DAY: { description: 'Of the first event, in the time zone that is asked for.' },
    DOMAIN: { description: 'The receiving domain.' },
    PROVIDER: { description: 'Who runs the receiving mailboxes; other: none that is known.' },
    CATEGORY: { description: 'What happened, by the rule.' },
    LABEL: { description: 'The word that support staff see.' },
    STATUS: { description: 'Where deliveries stand now.' },
    TAG: { description: 'Values of the tag that is named; mails without it are not counted.' },
  },
});

export const MessageOutcomeEnum = enumOf(messageOutcomes);
registerEnumType(MessageOutcomeEnum, {
  name: 'MessageOutcome',
  description: 'What became of a message as a whole.',
  valuesConfig: {
    PENDING: { description: 'None failed, and not every receiving server has accepted it yet.' },
    DELIVERED: { description: 'Every receiving server accepted it. That is not proof of the inbox.' },
    PARTLY_FAILED: { description: 'Some deliveries failed; the others arrived or are on their way.' },
    FAILED: { description: 'No recipient got it.' },
  },
});

export const StreamEnum = enumOf(streams);
registerEnumType(StreamEnum, {
  name: 'Stream',
  description: 'What kind of mail.',
  valuesConfig: {
    TRANSACTIONAL: { description: 'About something that the recipient does with you: an appointment, an invoice, a password.' },
    MARKETING: { description: 'Sent to many: a newsletter, an offer.' },
  },
});

export const LabelEnum = Object.fromEntries(
  labels.map((label) => [label.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase(), label]),
);
registerEnumType(LabelEnum, { name: 'Label', description: 'The word that support staff see on a delivery.' });

export const BounceTypeEnum = enumOf(['hard', 'soft'] as const);
registerEnumType(BounceTypeEnum, {
  name: 'BounceType',
  description: 'Derived from the verdict: hard is permanent and about the recipient or the domain.',
});

export const PermanenceEnum = enumOf(['permanent', 'transient'] as const);
registerEnumType(PermanenceEnum, {
  name: 'Permanence',
  description: 'Whether the same attempt can succeed later by itself (RFC 3463).',
});

export const ScopeEnum = enumOf(['recipient', 'domain', 'sender', 'message', 'network'] as const);
registerEnumType(ScopeEnum, { name: 'Scope', description: 'Whom the cause will hit next.' });

export const ConfidenceEnum = enumOf(['certain', 'likely', 'fallback', 'none'] as const);
registerEnumType(ConfidenceEnum, { name: 'Confidence', description: 'How strong the evidence of a classification is.' });

export const ActorEnum = enumOf(actors);
registerEnumType(ActorEnum, { name: 'Actor', description: 'Whose move it is.' });

export const AudienceEnum = enumOf(audiences);
registerEnumType(AudienceEnum, { name: 'Audience', description: 'Who reads the explanation.' });

export const LanguageEnum = enumOf(languages);
registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'Language of explanations. What is not translated comes in English.',
});

export const EngagementLevelEnum = enumOf(['none', 'opened', 'clicked'] as const);
registerEnumType(EngagementLevelEnum, {
  name: 'EngagementLevel',
  description: 'The furthest that a person went, as far as can be told. None proves nothing.',
});

export const ReadingByEnum = enumOf(['human', 'machine'] as const);
registerEnumType(ReadingByEnum, { name: 'ReadingBy', description: 'Who opened or clicked, most likely.' });

export const SmtpCommandEnum = enumOf([
  'CONNECT',
  'EHLO',
  'STARTTLS',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
  'DOT',
  'RSET',
  'QUIT',
] as const);
registerEnumType(SmtpCommandEnum, {
  name: 'SmtpCommand',
  description: 'The command that a reply answered. CONNECT is the greeting, DOT the end of the data.',
});
