import type { TopicKind } from '../ingest/prepare.ts';

/** What comes in, by topic. */
export const topics: readonly { readonly name: string; readonly kind: TopicKind; readonly description: string }[] = [
  { name: 'mail.delivery', kind: 'delivery', description: 'What happened to a message on its way to one recipient.' },
  { name: 'mail.open', kind: 'open', description: 'The images of a message were loaded.' },
  { name: 'mail.click', kind: 'click', description: 'A link of a message was followed.' },
  { name: 'mail.report', kind: 'report', description: 'Mails that came back: RFC 5322 bytes.' },
];
