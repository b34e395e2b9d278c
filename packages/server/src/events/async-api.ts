import { z } from 'zod';
import { deliveryChanged, suppressionAdded } from '../push/pushed-event.ts';
import { publishedTopics } from '../sinks/event-sink.ts';
import { topics } from '../sources/topics.ts';
import {
  bouncedEvent,
  clickedEvent,
  deferredEvent,
  deliveredEvent,
  discardedEvent,
  openedEvent,
  processedEvent,
  rejectedEvent,
  suspendedEvent,
} from './mail-event.ts';

const eventsOfTopic = {
  'mail.delivery': [processedEvent, suspendedEvent, deferredEvent, deliveredEvent, bouncedEvent, rejectedEvent, discardedEvent],
  'mail.open': [openedEvent],
  'mail.click': [clickedEvent],
} as const;

function typeOf(schema: z.ZodObject<{ type: z.ZodLiteral }>): string {
  return String(schema.shape.type.value);
}

function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  // Unknown fields are welcome, so the schema of what comes in is the open one.
  const {
    $ref: _name,
    definitions,
    ...rest
  } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override({ jsonSchema }) {
      delete jsonSchema.id;
      // The format says it; the pattern behind it is for machines that have no formats, and nobody can read it.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  }) as { $ref?: string; definitions?: Record<string, object> };
  return { ...rest, ...Object.values(definitions ?? {})[0] };
}

/** One self-contained JSON Schema (draft-07) per event type. */
export function eventJsonSchemas(): Record<string, unknown> {
  const schemas = Object.values(eventsOfTopic).flat();
  return Object.fromEntries(schemas.map((schema) => [typeOf(schema), { ...jsonSchemaOf(schema), title: typeOf(schema) }]));
}

const publishedSchemas = { 'mail.status': deliveryChanged, 'mail.suppression': suppressionAdded } as const;

/** The Kafka contract: AsyncAPI 3.0. We receive what producers send, and send what became of it. */
export function asyncApiDocument(): Record<string, unknown> {
  const messages: Record<string, unknown> = {
    report: {
      name: 'report',
      title: 'A mail that came back',
      contentType: 'message/rfc822',
      payload: {
        type: 'string',
        format: 'binary',
        description: 'The returned mail, RFC 5322 bytes: a DSN, a feedback report, an automatic reply. At most 1 MiB.',
      },
      headers: {
        type: 'object',
        properties: {
          tenant: {
            type: 'string',
            pattern: '^[a-z0-9-]{1,63}$',
            description: "Whose mail it is; the service's default when absent.",
          },
        },
      },
    },
  };
  const schemas: Record<string, unknown> = {};
  for (const schema of Object.values(eventsOfTopic).flat()) {
    const type = typeOf(schema);
    const { $schema: _draft, ...body } = jsonSchemaOf(schema);
    schemas[type] = body;
    messages[type] = {
      name: type,
      title: type,
      summary: z.globalRegistry.get(schema)?.description,
      contentType: 'application/json',
      payload: { $ref: `#/components/schemas/${type}` },
      headers: {
        type: 'object',
        description: 'CloudEvents binary mode is understood: source and id name the event when it has no eventId.',
        properties: { ce_id: { type: 'string' }, ce_source: { type: 'string' } },
      },
      bindings: {
        kafka: {
          key: {
            type: 'string',
            description: 'Free; best one key per message and recipient, so that their events keep their order.',
          },
        },
      },
    };
  }
  for (const { name, key } of publishedTopics) {
    const schema = publishedSchemas[name];
    const { $schema: _draft, ...body } = jsonSchemaOf(schema);
    const type = typeOf(schema);
    schemas[type] = body;
    messages[type] = {
      name: type,
      title: type,
      summary: z.globalRegistry.get(schema)?.description,
      contentType: 'application/json',
      payload: { $ref: `#/components/schemas/${type}` },
      headers: { type: 'object', properties: { tenant: { type: 'string' }, 'event-id': { type: 'string', format: 'uuid' } } },
      bindings: { kafka: { key: { type: 'string', description: key } } },
    };
  }
  const typesOf = (topic: string): readonly string[] =>
    topic in publishedSchemas
      ? [typeOf(publishedSchemas[topic as keyof typeof publishedSchemas])]
      : topic in eventsOfTopic
        ? eventsOfTopic[topic as keyof typeof eventsOfTopic].map(typeOf)
        : ['report'];
  const channelName = (topic: string): string => topic.replace('.', '-');
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Bezorgd: mail events',
      version: '1',
      description:
        'What mail platforms tell Bezorgd through Kafka, and what Bezorgd tells (KAFKA_PUBLISH). The same goes through HTTP: POST /v1/events, webhooks, GET /v1/stream.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      [...topics, ...publishedTopics].map(({ name, description }) => [
        channelName(name),
        {
          address: name,
          description,
          messages: Object.fromEntries(typesOf(name).map((type) => [type, { $ref: `#/components/messages/${type}` }])),
          bindings: {
            kafka: {
              topic: name,
              ...(name === 'mail.suppression' && { topicConfiguration: { 'cleanup.policy': ['compact'] } }),
            },
          },
        },
      ]),
    ),
    operations: Object.fromEntries(
      [
        ...topics.map(({ name }) => ({ name, action: 'receive' })),
        ...publishedTopics.map(({ name }) => ({ name, action: 'send' })),
      ].map(({ name, action }) => [
        `${action}-${channelName(name)}`,
        {
          action,
          channel: { $ref: `#/channels/${channelName(name)}` },
          messages: typesOf(name).map((type) => ({ $ref: `#/channels/${channelName(name)}/messages/${type}` })),
        },
      ]),
    ),
    components: { messages, schemas },
  };
}
