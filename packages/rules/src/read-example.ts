import { parseReply } from './parse-reply.ts';
import type { ClassifierPlugin } from './plugin.ts';
import type { SmtpCommand } from './rule.ts';

/** An example as input: read as its plugin's own host would say it, unless it names a host itself. */
export function readExample(example: string, plugin: ClassifierPlugin) {
  let rest = example;
  let command: SmtpCommand | null = null;
  let mxHost = plugin.mxSuffixes?.[0] === undefined ? null : `mx1${plugin.mxSuffixes[0]}`;
  for (let mark = /^\[([A-Za-z0-9.-]+)\] /.exec(rest); mark !== null; mark = /^\[([A-Za-z0-9.-]+)\] /.exec(rest)) {
    const word = mark[1] ?? '';
    if (/^[A-Z]+$/.test(word)) command = word as SmtpCommand;
    else mxHost = word;
    rest = rest.slice(mark[0].length);
  }
  return { reply: parseReply(rest), command, mxHost };
}
