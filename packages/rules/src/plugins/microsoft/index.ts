import type { ClassifierPlugin } from '../../plugin.ts';
import { recipients } from './recipients.ts';
import { senders } from './senders.ts';
import { speaking } from '../speaking.ts';

/** Outlook.com for people, Exchange Online for organisations. */
export const microsoft: ClassifierPlugin = speaking('Microsoft', {
  id: 'microsoft',
  version: '1.0.0',
  name: 'Microsoft (Outlook.com, Exchange Online)',
  mxSuffixes: ['.protection.outlook.com', '.mx.microsoft', '.outlook.com', '.hotmail.com', '.office365.com'],
  rules: [...senders, ...recipients],
});
