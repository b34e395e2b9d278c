import type { ClassifierPlugin } from '../../plugin.ts';
import type { Rule } from '../../rule.ts';
import { caused } from '../caused.ts';
import { doubtCues } from '../sender-cues.ts';
import { replyCodeMeanings, type ReplyCodeMeaning } from './table.ts';

/** The last resort: what a reply code means by itself, where neither words nor an enhanced status code say more. */
export const smtpReplyCodes: ClassifierPlugin = {
  id: 'smtp-reply-codes',
  version: '1.0.0',
  name: 'Reply codes of SMTP and its extensions',
  rules: replyCodeMeanings.map(ruleOf),
};

function ruleOf(meaning: ReplyCodeMeaning): Rule {
  const { name, codes, commands, unlessAboutSender, verdict, en, nl, sources } = meaning;
  const command = commands ? `[${commands[0]}] ` : '';
  return {
    id: `smtp-reply-codes.${name}`,
    version: unlessAboutSender ? 3 : 1,
    when: { replyCodes: codes, ...(commands && { commands }), ...(unlessAboutSender && { without: doubtCues }) },
    verdict,
    explain: { en: caused(verdict.category, 'en', ...en), nl: caused(verdict.category, 'nl', ...nl) },
    sources,
    examples: {
      positive: [`${command}${codes[0]}`, `${command}${codes[0]} mx1.example.net ref 4711`],
      negative: [
        `${command}${codes.includes(499) ? 498 : 499} mx1.example.net ref 4711`,
        ...(commands ? [`${codes[0]} mx1.example.net ref 4711`] : []),
        ...(unlessAboutSender ? [`${command}${codes[0]} ref 4711, your domain is on hold here`] : []),
      ],
    },
  };
}
