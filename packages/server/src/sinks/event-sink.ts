/** What is published, by topic. */
export const publishedTopics = [
  {
    name: 'mail.status',
    description: 'What became of a delivery, each time its status changes. The state is whole: the latest per key is enough.',
    key: '`<tenant>/<delivery id>`',
  },
  {
    name: 'mail.suppression',
    description:
      'Who must not be mailed now: the latest value per key. No value (a tombstone): this recipient may be mailed. A value with an `until` that has passed counts as none.',
    key: '`<tenant>/<recipient id>`',
  },
] as const;
export type PublishedTopic = (typeof publishedTopics)[number]['name'];

export interface SinkMessage {
  readonly topic: PublishedTopic;
  readonly key: string;
  /** Null: a tombstone. */
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** The narrow door of a broker, outward. */
export interface EventSink {
  /**
   * Resolves when all are durable, in this order per key. Rejects when some may not be, or when another server has begun to
   * publish since: then read and publish again.
   */
  publish(messages: readonly SinkMessage[]): Promise<void>;
  stop(): Promise<void>;
}
