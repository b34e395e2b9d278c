import { z } from 'zod';
import { rates } from './rates.ts';

const minutes = (most: number) =>
  z
    .int()
    .min(1, { message: 'give at least 1 minute' })
    .max(most, { message: `give at most ${most} minutes` });
const day = 1440;

/** As the database can keep it. */
const text = (least: 0 | 1, most: number) =>
  z
    .string()
    .overwrite((given) => given.toWellFormed())
    .min(least, { message: `give ${least} to ${most} characters` })
    .max(most, { message: `give ${least} to ${most} characters` })
    .regex(/^[^\0]*$/, { message: 'the null character is not allowed' });

const common = {
  name: text(1, 200).trim().min(1, { message: 'give 1 to 200 characters' }),
  enabled: z.boolean().default(true),
  remindEveryMinutes: minutes(30 * day)
    .nullish()
    .meta({ description: 'How often to tell again while it lasts; once when absent.' }),
};
const quiet = (usual: number) =>
  minutes(30 * day)
    .default(usual)
    .meta({ description: 'Over, after so long without anything out of line.' });

export const failedStatuses = ['hard-bounced', 'soft-bounced', 'rejected', 'discarded', 'complained'] as const;

const mailFailed = z
  .strictObject({
    ...common,
    kind: z.literal('mail-failed'),
    statuses: z
      .array(z.enum(failedStatuses))
      .min(1, { message: 'give at least one status' })
      .default(['hard-bounced', 'soft-bounced', 'rejected', 'discarded']),
    tag: z
      .strictObject({ name: text(1, 64), value: text(0, 256) })
      .nullish()
      .meta({ description: 'Only mails with this tag, such as those that must not be missed.' }),
    quietMinutes: quiet(7 * day),
  })
  .meta({ id: 'MailFailedRule', description: 'Tell of every mail that failed.' });

const mailSilent = z
  .strictObject({
    ...common,
    kind: z.literal('mail-silent'),
    afterMinutes: minutes(30 * day)
      .default(240)
      .meta({ description: 'How long a mail may stay without a final event at a domain that we do not know well.' }),
    minimumObservations: z
      .int()
      .min(10, { message: 'give at least 10' })
      .max(10_000, { message: 'give at most 10000' })
      .default(50)
      .meta({
        description: 'From so many deliveries on, the time usual for the domain counts: three times what 99 of 100 take.',
      }),
    quietMinutes: quiet(5),
  })
  .meta({ id: 'MailSilentRule', description: 'Tell of mails that have no final event in time, one alert per receiving domain.' });

const rate = z
  .strictObject({
    ...common,
    kind: z.literal('rate'),
    rate: z.enum(rates),
    above: z.number().min(0, { message: 'give 0 to 1' }).lt(1, { message: 'give a share below 1, such as 0.05' }),
    windowMinutes: minutes(7 * day).default(60),
    minimumVolume: z.int().min(1, { message: 'give at least 1' }).max(100_000_000).default(100),
    quietMinutes: quiet(60),
  })
  .meta({ id: 'RateRule', description: 'Tell when a rate is out of line.' });

const senderTrouble = z
  .strictObject({
    ...common,
    kind: z.literal('sender-trouble'),
    minimum: z.int().min(1, { message: 'give at least 1' }).max(1_000_000).default(1),
    windowMinutes: minutes(7 * day).default(60),
    quietMinutes: quiet(day),
  })
  .meta({
    id: 'SenderTroubleRule',
    description:
      'Tell operators when receivers blame the sender (blocklists, SPF, DKIM, DMARC, PTR, reputation): one alert per cause and receiving domain.',
  });

export const alertRuleSchema = z
  .discriminatedUnion('kind', [mailFailed, mailSilent, rate, senderTrouble])
  .meta({ id: 'NewAlertRule', description: 'What to watch for.' });
export type NewAlertRule = z.infer<typeof alertRuleSchema>;
export type AlertRuleKind = NewAlertRule['kind'];

const tagSchema = mailFailed.shape.tag;
/** What is given replaces what was; the whole is checked as a new rule is. */
export const alertRuleChangeSchema = z
  .strictObject({
    name: text(1, 200),
    enabled: z.boolean(),
    remindEveryMinutes: z.int().nullable().meta({ description: 'Null: told once.' }),
    quietMinutes: z.int(),
    statuses: z.array(z.enum(failedStatuses)),
    tag: tagSchema,
    afterMinutes: z.int(),
    minimumObservations: z.int(),
    rate: z.enum(rates),
    above: z.number(),
    windowMinutes: z.int(),
    minimumVolume: z.int(),
    minimum: z.int(),
  })
  .partial()
  .meta({ id: 'AlertRuleChange', description: 'What is absent stays; which fields a rule has depends on its kind.' });

/** A rule as it stands in the table: what all have, and the settings of its kind. */
export function splitRule(rule: NewAlertRule): {
  readonly kind: AlertRuleKind;
  readonly name: string;
  readonly enabled: boolean;
  readonly remindEveryMinutes: number | null;
  readonly quietMinutes: number;
  readonly settings: Readonly<Record<string, unknown>>;
} {
  const { kind, name, enabled, remindEveryMinutes, quietMinutes, ...settings } = rule;
  return { kind, name, enabled, remindEveryMinutes: remindEveryMinutes ?? null, quietMinutes, settings };
}
