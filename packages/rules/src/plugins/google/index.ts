import type { ClassifierPlugin } from '../../plugin.ts';
import { recipients } from './recipients.ts';
import { senders } from './senders.ts';
import { speaking } from '../speaking.ts';

/** Gmail and Google Workspace. Google gives several registered codes a meaning of its own, so these are bound to its hosts. */
export const google: ClassifierPlugin = speaking('Google', {
  id: 'google',
  version: '1.0.0',
  name: 'Google (Gmail, Workspace)',
  mxSuffixes: ['.google.com', '.googlemail.com', '.gmail.com'],
  rules: [...senders, ...recipients],
});
