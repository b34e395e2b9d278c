import type { ClassifierPlugin } from '../../plugin.ts';
import { page } from '../../sources.ts';

export const commonPhrases: ClassifierPlugin = {
  id: 'common-phrases',
  version: '0.1.0',
  name: 'Wording that many servers share',
  rules: [
    {
      id: 'common-phrases.mailbox-full',
      version: 1,
      when: { phrases: ['mailbox full', 'over quota', 'quota exceeded', 'mailbox is full'] },
      verdict: { category: 'mailbox-full', permanence: 'transient', scope: 'recipient' },
      sources: [page('https://www.postfix.org/VIRTUAL_README.html')],
      examples: { positive: ['552 5.2.2 Mailbox full'], negative: ['552 5.3.4 Message too big'] },
    },
    {
      id: 'common-phrases.recipient-unknown',
      version: 1,
      when: { phrases: ['user unknown', 'no such user', 'unknown user', 'user not found', 'does not exist'] },
      verdict: { category: 'recipient-unknown', permanence: 'as-replied', scope: 'recipient' },
      sources: [page('https://www.postfix.org/LOCAL_RECIPIENT_README.html')],
      examples: { positive: ['550 5.1.1 User unknown'], negative: ['550 5.1.8 Sender unknown'] },
    },
  ],
};
