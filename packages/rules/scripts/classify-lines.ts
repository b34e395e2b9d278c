/**
 * Classifies replies and mails, one JSON request a line on stdin, one JSON response a line on stdout.
 *
 *   {"id", "reply", "command"?, "mxHost"?}  or  {"id", "mail": path}
 *   -> {"id", "kind", "results": [{"recipient", "replyCode", "enhancedStatusCode", "category", …}]}
 */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import {
  classifyReport,
  commands,
  defaultClassifier,
  parseReply,
  readReport,
  type Classification,
  type SmtpCommand,
  type SmtpReply,
} from '../src/index.ts';

interface Request {
  readonly id: string;
  readonly reply?: string;
  readonly command?: string;
  readonly mxHost?: string;
  readonly mail?: string;
}

const classifier = defaultClassifier();
const known: ReadonlySet<string> = new Set(commands);

function commandOf(word: string | undefined): SmtpCommand | null {
  if (word === undefined) return null;
  const command = word.toUpperCase() === 'HELO' ? 'EHLO' : word.toUpperCase();
  return known.has(command) ? (command as SmtpCommand) : null;
}

function resultOf(recipient: string | null, reply: SmtpReply | null, status: string | null, found: Classification) {
  const { verdict, bounceType, label, pluginId, ruleId, ruleVersion, span, confidence, runnersUp } = found;
  return {
    recipient,
    replyCode: reply?.replyCode ?? null,
    enhancedStatusCode: reply?.enhancedStatusCode ?? status,
    ...verdict,
    bounceType,
    label,
    pluginId,
    ruleId,
    ruleVersion,
    span,
    confidence,
    runnersUp,
  };
}

async function answer(request: Request): Promise<unknown> {
  if (request.mail !== undefined) {
    const report = classifyReport(readReport(await readFile(request.mail)), classifier);
    const results = report.recipients.map((r) => resultOf(r.recipient, r.reply, r.status, r.classification));
    return { id: request.id, kind: report.kind, results };
  }
  const reply = parseReply(request.reply ?? '');
  const found = classifier.classify({ reply, command: commandOf(request.command), mxHost: request.mxHost ?? null });
  const kind = reply.replyCode !== null && reply.replyCode < 300 ? 'delivered' : 'bounce';
  return { id: request.id, kind, results: [resultOf(null, reply, null, found)] };
}

let buffered: string[] = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() === '') continue;
  // A request line that is not JSON ends the program: its author wants to know.
  buffered.push(JSON.stringify(await answer(JSON.parse(line) as Request)));
  if (buffered.length === 512) {
    process.stdout.write(`${buffered.join('\n')}\n`);
    buffered = [];
  }
}
if (buffered.length > 0) process.stdout.write(`${buffered.join('\n')}\n`);
