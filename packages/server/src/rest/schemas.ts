import { actors, audiences, commands, labels, languages } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { statuses } from '../deliveries/delivery-state.ts';
import { maxPageSize } from '../answers/page.ts';
import { streams } from '../suppressions/judge-suppressions.ts';
import { messageOutcomes } from '../deliveries/message-outcome.ts';

/** Times go out as RFC 3339 in UTC, and come in with any offset; which years are taken is checked where they are used. */
export const instant = z.iso.datetime({ offset: true, error: 'give an RFC 3339 time with its offset' });
const openCategory = z
  .string()
  .meta({ description: 'What happened. An open list: take a value you do not know for "other".', examples: ['mailbox-full'] });

export const verdictSchema = z
  .object({
    category: openCategory,
    permanence: z.enum(['permanent', 'transient']).nullable(),
    scope: z.enum(['recipient', 'domain', 'sender', 'message', 'network']).nullable(),
  })
  .meta({ id: 'Verdict', description: 'Three axes that are never merged into one word.' });

export const classificationSchema = z
  .object({
    verdict: verdictSchema,
    bounceType: z.enum(['hard', 'soft']).nullable(),
    label: z.enum(labels).nullable(),
    confidence: z.enum(['certain', 'likely', 'fallback', 'none']),
    pluginId: z.string().nullable(),
    pluginVersion: z.string().nullable(),
    ruleId: z.string().nullable(),
    ruleVersion: z.int().nullable(),
    span: z.object({ start: z.int(), end: z.int() }).nullable(),
    runnersUp: z.array(z.object({ ruleId: z.string(), ruleVersion: z.int(), verdict: verdictSchema })),
    rulesetDigest: z.string().nullable(),
  })
  .meta({ id: 'Classification', description: 'A verdict with its proof: which rule, in which version, on which evidence.' });

export const explanationSchema = z
  .object({ cause: z.string(), remedy: z.string(), actor: z.enum(actors) })
  .meta({ id: 'Explanation', description: 'What happened, what to do, and whose move it is.' });

export const smtpReplySchema = z
  .object({ replyCode: z.int().nullable(), enhancedStatusCode: z.string().nullable(), text: z.string() })
  .meta({ id: 'SmtpReply', description: 'What the remote server answered (RFC 5321).' });

export const timelineEntrySchema = z
  .object({
    eventId: z.string(),
    type: z.string().meta({ description: 'processed, deferred, delivered, bounced, opened, complained, … An open list.' }),
    occurredAt: instant,
    receivedAt: instant,
    reply: smtpReplySchema.nullable(),
    command: z.string().nullable(),
    mxHost: z.string().nullable(),
    remoteIp: z.string().nullable(),
    attempt: z.int().nullable(),
    classification: classificationSchema.nullable(),
    userAgent: z.string().nullable(),
    ip: z.string().nullable(),
    url: z.string().nullable(),
    reason: z.string().nullable(),
    reportId: z.string().nullable(),
    judgement: z
      .object({
        by: z.enum(['human', 'machine']),
        score: z.number().meta({ description: 'How likely a person did it: 0 to 1.' }),
        reasons: z.array(z.string()).meta({ description: 'Why, the strongest first. An open list.' }),
      })
      .nullable()
      .meta({ description: 'Of an open or a click: a person or a machine.' }),
  })
  .meta({ id: 'TimelineEntry' });

const deliveryFields = {
  id: z.uuid(),
  messageId: z.string(),
  sent: z.boolean().meta({ description: 'False: the sending system never told of it, only a returned mail does.' }),
  recipient: z.object({ id: z.uuid(), address: z.string().nullable(), domain: z.string() }),
  status: z.enum(statuses),
  statusAt: instant,
  label: z.enum(labels).nullable(),
  verdict: verdictSchema.nullable(),
  replyCode: z.int().nullable(),
  enhancedStatusCode: z.string().nullable(),
  ruleId: z.string().nullable(),
  ruleVersion: z.int().nullable(),
  explanation: explanationSchema,
  caveat: z.string().meta({ description: 'What the status does not prove.' }),
  engagement: z
    .object({
      level: z.enum(['none', 'opened', 'clicked']),
      humanOpens: z.int(),
      humanClicks: z.int(),
      machineOpens: z.int(),
      machineClicks: z.int(),
      humanOpenedAt: instant.nullable(),
      humanClickedAt: instant.nullable(),
      humanLastAt: instant.nullable(),
    })
    .meta({ description: 'What people and machines on the other side did.' }),
  opens: z.int().meta({ description: 'Of people and machines.' }),
  clicks: z.int().meta({ description: 'Of people and machines.' }),
  openedAt: instant.nullable(),
  clickedAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  firstEventAt: instant,
  lastEventAt: instant,
  attempts: z.int(),
  tags: z.record(z.string(), z.string()),
};

export const deliverySchema = z
  .object({ ...deliveryFields, timeline: z.array(timelineEntrySchema) })
  .meta({ id: 'Delivery', description: 'One message to one recipient: the unit of status.' });

export const listedDeliverySchema = z
  .object(deliveryFields)
  .meta({ id: 'ListedDelivery', description: 'A delivery as lists show it: without its timeline.' });

export const messageSchema = z
  .object({
    messageId: z.string(),
    outcome: z.enum(messageOutcomes).meta({ description: 'Never "delivered" while a recipient did not get it.' }),
    explanation: explanationSchema,
    sent: z.boolean().meta({
      description:
        'False: the sending system never told of it, only returned mails do, which anybody can send. Then the rest is what they say.',
    }),
    recipients: z.int(),
    reported: z
      .int()
      .meta({ description: 'Recipients beside them, of whom only returned mails tell: they count in nothing here.' }),
    counts: z.partialRecord(z.enum(statuses), z.int()).meta({ description: 'Deliveries by status.' }),
    firstEventAt: instant,
    lastEventAt: instant,
  })
  .meta({ id: 'Message', description: 'One mail as submitted, with the summary of its deliveries.' });

export const statusMeaningSchema = z
  .object({
    status: z.string().meta({ description: 'A delivery status, or opened or clicked. An open list.' }),
    cause: z.string(),
    caveat: z.string().meta({ description: 'What it does not prove.' }),
    remedy: z.string(),
    actor: z.enum(actors),
  })
  .meta({ id: 'StatusMeaning', description: 'What a status means, in plain words.' });

export const addressCheckSchema = z
  .object({
    address: z.string(),
    maySend: z.boolean(),
    cause: z.string().nullable().meta({
      description:
        'hard-bounce, soft-bounce, complaint, unsubscribe, manual, retired, address-syntax. An open list: do not send when in doubt.',
    }),
    since: instant.nullable(),
    until: instant.nullable().meta({ description: 'Null with a cause: for ever.' }),
    category: openCategory.nullable(),
    ruleId: z.string().nullable(),
    ruleVersion: z.int().nullable(),
    rulesetDigest: z.string().nullable(),
    deliveryId: z.string().nullable(),
    suppressionId: z.string().nullable(),
    stream: z.enum(streams).nullable().meta({ description: 'What kind of mail it blocks; null with a cause: any.' }),
  })
  .meta({ id: 'AddressCheck', description: 'May this address be mailed now; if not, why and until when.' });

export const streamSchema = z.enum(streams).meta({ description: 'What kind of mail.' });

export const suppressionSchema = z
  .object({
    id: z.guid(),
    recipientId: z.uuid(),
    address: z.string().nullable().meta({ description: 'Null once the person was erased; the block keeps working.' }),
    cause: z.string().meta({
      description: 'hard-bounce, soft-bounce, complaint, unsubscribe, manual, retired. An open list: do not send when in doubt.',
    }),
    since: instant,
    until: instant.nullable().meta({ description: 'By the policy, or as given. Null: for ever.' }),
    stream: streamSchema.nullable().meta({ description: 'What kind of mail it blocks; null: any.' }),
    active: z.boolean().meta({ description: 'Whether it blocks now.' }),
    ended: z.string().nullable().meta({
      description: 'Why it blocks no longer: over, lifted, accepted (a mail arrived since). An open list; null while it blocks.',
    }),
    deliveryId: z.string().nullable(),
    eventId: z.string().nullable(),
    category: openCategory.nullable(),
    ruleId: z.string().nullable(),
    ruleVersion: z.int().nullable(),
    rulesetDigest: z.string().nullable(),
    createdBy: z.string().nullable(),
    reason: z.string().nullable(),
    liftedAt: instant.nullable(),
    liftedBy: z.string().nullable(),
    liftReason: z.string().nullable(),
  })
  .meta({ id: 'Suppression', description: 'Our decision not to mail a recipient, with what caused it.' });

export const ingestAnswerSchema = z
  .object({
    accepted: z.int().meta({ description: 'Events stored now.' }),
    duplicates: z.int().meta({ description: 'Events that were there already.' }),
    refused: z.array(
      z.object({
        index: z.int().meta({ description: 'Place in the request, from 0.' }),
        eventId: z.string().nullable(),
        path: z.string().nullable().meta({ description: 'The field to blame.' }),
        message: z.string(),
      }),
    ),
  })
  .meta({
    id: 'IngestAnswer',
    description: 'What became of the events. Refused ones are kept in quarantine, and have to be sent again, corrected.',
  });

/** Which page of a list. */
export const pageQuery = {
  first: z.coerce
    .number()
    .default(50)
    .meta({ description: `Page size, 1 to ${maxPageSize}.` }),
  after: z.string().max(200).optional(),
};

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'What went wrong (RFC 9457): a code to branch on, and a sentence that names the field and the way out.',
  });

export const languageSchema = z.enum(languages).default('en');
export const audienceSchema = z.enum(audiences).default('support');
export const commandSchema = z.enum(commands);

/** A parameter that is misspelt must not be passed over: where an operation has none, each is. */
export function refuseUnknownParameters(app: FastifyInstance): void {
  app.addHook('onRoute', ({ schema, validatorCompiler }) => {
    if (schema?.operationId && !validatorCompiler) schema.querystring ??= z.strictObject({});
  });
}
