import { fromServer } from './reply-code.ts';

const ends = [
  '(in reply to',
  '\n>>>',
  'Giving up on ',
  "I'm not going to try",
  '\n---',
  '\n===',
  '\n***',
  '\nReporting-MTA',
  '\nOriginal message headers',
  '\n  ---',
];

/** Sendmail's own summary of what the line above it tells. */
const vacuous = /^5\d\d (?:<[^>]*>\.\.\. )?(?:service unavailable|remote protocol error)$/i;

const fields = /^(?:remote system|status|action|final-recipient|remote-mta|last-attempt-date|diagnostic-code)\s*:/i;

export function codedReply(text: string, at: number): string {
  const code = text.slice(at, at + 3);
  let end = text.length;
  for (const mark of ends) {
    const found = text.indexOf(mark, at);
    if (found >= 0 && found < end) end = found;
  }
  const marked = fromServer(text, at);
  const lines: string[] = [];
  for (const line of text.slice(at, end).split('\n')) {
    const words = line.trim().replace(/^<<<\s*/, '');
    if (lines.length > 0) {
      if (words === '' || fields.test(words)) break;
      // In a transcript only what the server goes on saying belongs to its reply.
      if (marked && !line.trimStart().startsWith('<<<')) break;
      const other = /^[245]\d\d(?=[ -])/.exec(words)?.[0];
      if (other && other !== code) break;
    }
    lines.push(words);
  }
  if (vacuous.test(lines[0]!) && lines.length === 1) {
    const above = text.slice(0, at).trimEnd().split('\n').at(-1)!.trim();
    if (text.slice(0, at).endsWith('\n') && !text.slice(0, at).endsWith('\n\n') && /^[^\s<>-].*\p{L}/u.test(above))
      lines[0] = `${lines[0]}: ${above}`;
  }
  let words = lines.join('\n');
  const quote = text[at - 1];
  if (quote === "'" || quote === '"' || quote === '`') {
    const closing = quote === '`' ? "'" : quote;
    const lineEnd = words.indexOf(`${closing}\n`);
    const close = lineEnd >= 0 ? lineEnd : words.lastIndexOf(closing);
    if (close > 3) words = words.slice(0, close);
  } else if (quote === '[') {
    const close = words.lastIndexOf(']');
    if (close > 3) words = words.slice(0, close);
  } else if (quote === '(' || text.slice(Math.max(0, at - 9), at).includes('(reason')) {
    if (words.endsWith(')')) words = words.slice(0, -1);
  }
  // Yahoo and Exchange put marks of their own behind the server's words.
  words = words.replace(/\s*(?:\[(?:RCPT_TO|MAIL_FROM|BODY|DATA|CONNECT|GREETING|HELO|EHLO)\]|>?\s*#SMTP#|##)\s*$/, '');
  return (
    code +
    words
      .slice(3)
      .replace(/^[,:\s]+(?=\S)/, ' ')
      .replaceAll('ERROR_CODE :', '')
  );
}
