import { z } from 'zod';
import { normaliseMessageId } from './ids.ts';

/**
 * The event contract, its one source: JSON Schemas, the AsyncAPI document, the OpenAPI document and the decoders all come
 * from these schemas. Unknown fields are allowed and ignored, so that producers can move ahead of us.
 */

/** Latest and earliest `occurredAt` are not the schema's business: see `ingest/prepare.ts`. */
const instant = z.iso
  .datetime({ offset: true, error: 'give an RFC 3339 time with its offset, such as 2026-11-23T09:30:00Z' })
  .meta({
    description: 'When it happened: RFC 3339 with an offset.',
    examples: ['2026-11-23T09:30:00Z'],
  });

const noControl = /^[^\p{Cc}]+$/u;

/** RFC 5321 §4.5.3.1: at most 64 octets before the @ and 255 after; whether the domain exists is another question. */
export const mailAddressSchema = z
  .string()
  .min(3)
  .max(320)
  .regex(/^[^\s\p{Cc}<>]+@[^\s\p{Cc}<>@]+$|^"[^\p{Cc}]+"@[^\s\p{Cc}<>@]+$/u, {
    message: 'give one mail address, local-part@domain, without angle brackets or a name',
  })
  .meta({ description: 'Address the message was meant for (RFC 5321), without angle brackets.', examples: ['ann@example.com'] });

export const tenantPattern = /^[a-z0-9-]{1,63}$/;

export const tenantSchema = z
  .string()
  .regex(tenantPattern, { message: 'give lower-case letters, digits and dashes, at most 63' })
  .meta({ description: 'Whose mail it is. The service may have a default.', examples: ['default'] });

/** What an index can hold; a Message-ID in ASCII never is longer (RFC 5322 §2.1.1). */
export const maxMessageIdBytes = 998;

const messageId = z
  .string()
  .min(1)
  .max(998)
  .refine((id) => Buffer.byteLength(id) <= maxMessageIdBytes, { message: `give at most ${maxMessageIdBytes} bytes of UTF-8` })
  .regex(noControl, { message: 'control characters are not allowed' })
  .refine((id) => normaliseMessageId(id).trim() !== '', { message: 'give an id: white space is none' })
  .meta({
    description: 'One mail as submitted: best its Message-ID. Angle brackets around it do not count.',
    examples: ['20261123.1@example.com'],
  });

const common = {
  eventId: z
    .string()
    .min(1)
    .max(200)
    .regex(noControl, { message: 'control characters are not allowed' })
    .optional()
    .meta({ description: 'Recognises a repetition. Made from the content when absent.' }),
  tenant: tenantSchema.optional(),
  messageId,
  recipient: mailAddressSchema,
  occurredAt: instant,
  tags: z
    .record(
      z.string().max(64),
      z
        .string()
        .max(256)
        .regex(/^[^\0]*$/, { message: 'the null character is not allowed' }),
    )
    .refine((tags) => Object.keys(tags).length <= 20, { message: 'at most 20 tags' })
    .optional()
    .meta({
      description: 'Free names and values of the sender, such as the kind of mail. No personal data: they are shown to staff.',
    }),
};

export const smtpCommands = ['CONNECT', 'EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'DOT', 'RSET', 'QUIT'] as const;

const attemptFields = {
  reply: z
    .string()
    .max(64_000)
    .optional()
    .meta({
      description: "The remote server's whole answer with its codes, lines separated by line breaks (RFC 5321 §4.2).",
      examples: ['550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown'],
    }),
  command: z
    .enum(smtpCommands)
    .optional()
    .meta({ description: 'The command that the reply answered. CONNECT: the greeting; DOT: the end of the data.' }),
  mxHost: z
    .string()
    .max(255)
    .regex(noControl)
    .optional()
    .meta({ description: 'The receiving server.', examples: ['mx1.example.com'] }),
  remoteIp: z
    .string()
    .max(45)
    .regex(/^[0-9a-fA-F:.]+$/, { message: 'give an IPv4 or IPv6 address' })
    .optional(),
  attempt: z.int().min(1).max(100_000).optional().meta({ description: 'Counts the attempts of this delivery from 1.' }),
};
const reason = z.string().max(2000).optional().meta({ description: 'Why, in the words of the sending system.' });
const reader = {
  userAgent: z.string().max(2000).optional(),
  method: z
    .string()
    .max(20)
    .regex(/^[A-Za-z]+$/, { message: 'give an HTTP method, such as GET or HEAD' })
    .optional()
    .meta({ description: 'The HTTP method of the request: HEAD is a machine.' }),
  ip: z
    .string()
    .max(45)
    .regex(/^[0-9a-fA-F:.]+$/, { message: 'give an IPv4 or IPv6 address' })
    .optional(),
};

function event<T extends string, S extends z.ZodRawShape>(type: T, description: string, shape: S) {
  return z
    .object({ type: z.literal(type), ...common, ...shape })
    .meta({ id: `${type[0]!.toUpperCase()}${type.slice(1)}Event`, description });
}

export const processedEvent = event('processed', 'The sending system took the message on; it is not delivered yet.', {
  ...attemptFields,
});
export const suspendedEvent = event('suspended', 'Set aside for later processing.', {
  ...attemptFields,
  until: instant.optional(),
  reason,
});
export const deferredEvent = event('deferred', 'An attempt failed and will be repeated.', { ...attemptFields });
export const deliveredEvent = event('delivered', 'The receiving server accepted the message. That is not the inbox.', {
  ...attemptFields,
});
export const bouncedEvent = event('bounced', 'Refused or returned; no further attempt is expected.', { ...attemptFields });
export const rejectedEvent = event('rejected', 'Not tried, because the recipient is suppressed.', { ...attemptFields, reason });
export const discardedEvent = event('discarded', 'Not delivered because of a setting of the sender.', {
  ...attemptFields,
  reason,
});
export const openedEvent = event('opened', "The message's images were loaded, by a person or a machine.", { ...reader });
export const clickedEvent = event('clicked', 'A link of the message was followed, by a person or a machine.', {
  ...reader,
  url: z.string().max(8000).regex(noControl),
  hidden: z
    .boolean()
    .optional()
    .meta({ description: 'The link is one that no person can see, put there to recognise machines.' }),
});

/** A returned mail in the HTTP door; through Kafka its bytes are the message value. */
const reportEvent = z
  .object({
    type: z.literal('report'),
    eventId: common.eventId,
    tenant: tenantSchema.optional(),
    raw: z
      .base64({ error: 'give the mail as base64' })
      .max(1_400_000, { message: 'at most 1 MiB of mail' })
      .meta({ description: 'The returned mail (RFC 5322), base64: a DSN, a feedback report, an automatic reply.' }),
  })
  .meta({ id: 'ReportEvent', description: 'A mail that came back, whole.' });

const mailEvents = [
  processedEvent,
  suspendedEvent,
  deferredEvent,
  deliveredEvent,
  bouncedEvent,
  rejectedEvent,
  discardedEvent,
  openedEvent,
  clickedEvent,
] as const;
export const mailEventSchema = z.discriminatedUnion('type', mailEvents).meta({ id: 'MailEvent' });
export const anyEventSchema = z.discriminatedUnion('type', [...mailEvents, reportEvent]).meta({ id: 'Event' });

export type MailEvent = z.infer<typeof mailEventSchema>;
export type AnyEvent = z.infer<typeof anyEventSchema>;

/** What can happen to a delivery: what producers tell, and what reports tell. */
export type DeliveryEventType =
  | MailEvent['type']
  | 'complained'
  | 'auto-replied'
  | 'challenged'
  | 'displayed'
  | 'unsubscribe-requested'
  | 'reported';
