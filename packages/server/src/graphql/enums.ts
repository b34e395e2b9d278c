import { actors, audiences, labels, languages } from '@bezorgd/rules';
import { registerEnumType } from 'type-graphql';
import { statuses } from '../deliveries/delivery-state.ts';

/** GraphQL names are upper case with underscores; inside we keep the field's own words. */
function enumOf<T extends string>(values: readonly T[]): Record<string, T> {
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

export const EngagementEnum = enumOf(['none', 'opened', 'clicked'] as const);
registerEnumType(EngagementEnum, {
  name: 'Engagement',
  description: 'What came back from the reader or their machine. None proves nothing.',
});

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
