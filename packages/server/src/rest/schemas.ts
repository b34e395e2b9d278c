import { actors, audiences, commands, labels, languages } from '@bezorgd/rules';
import { z } from 'zod';
import { statuses } from '../deliveries/delivery-state.ts';

/** What the REST door answers. Times are RFC 3339 in UTC. */
const instant = z.iso.datetime({ offset: true });
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
  engagement: z.enum(['none', 'opened', 'clicked']),
  opens: z.int(),
  clicks: z.int(),
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

export const addressCheckSchema = z
  .object({
    address: z.string(),
    maySend: z.boolean(),
    cause: z.string().nullable().meta({
      description: 'hard-bounce, complaint, unsubscribe, manual, address-syntax. An open list: do not send when in doubt.',
    }),
    since: instant.nullable(),
    until: instant.nullable().meta({ description: 'Null with a cause: for ever.' }),
    category: openCategory.nullable(),
    ruleId: z.string().nullable(),
    ruleVersion: z.int().nullable(),
    rulesetDigest: z.string().nullable(),
    deliveryId: z.string().nullable(),
    suppressionId: z.string().nullable(),
  })
  .meta({ id: 'AddressCheck', description: 'May this address be mailed now; if not, why and until when.' });

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
