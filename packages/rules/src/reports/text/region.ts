import { type Header, readHeaders } from '../headers.ts';

/** The words of a report without the returned mail that follows them, and that mail's header. */
export interface Region {
  readonly text: string;
  readonly returned: readonly Header[];
}

/** Lines that announce the returned mail, in lower case, without the dashes and blanks around them. */
const announcements = [
  'original message',
  'offending message',
  'original text follows',
  'returned message begins',
  'start of returned',
  'message header follows',
  'the header and top',
  'here is listed the initial part',
  'here is your returned mail',
  'returned mail follows',
  'start of returned message',
  'old message',
  'below the next line is a copy of the message',
  'end of message',
  'returned content',
  'below this line is a copy of the message',
  'this is a copy of the message',
  'this is a copy of your message',
  'the header of the original message',
  'unsent message follows',
  'message headers follow',
  'message header follows',
  'returned message',
  'message text follows',
  'included is a copy of the message header',
  'below is a copy of the original message',
  'enclosed is a copy of the message',
  'enclosed is a copy',
  'original mail',
  'original mail info',
  'undelivered message follows',
  'your original message',
  'original message header',
  'header of the original message',
  'headers of the original message',
  'a copy of the original message',
  'the original message follows',
  'message contents follow',
  'your message follows',
  'here is your message',
  'the text of your message',
  'forwarded message',
  'message follows',
  'first 65 lines of the message',
  'begin returned mail header',
  'start of your mail',
  'oorspronkelijk bericht',
  'oorspronkelijke berichtkoppen',
  'originele berichtkoppen',
  'ursprüngliche nachrichtenkopf',
  'en-têtes de message d',
  'encabezados de mensajes originales',
  'intestazioni originali',
  'cabeçalhos de mensagem original',
  'исходные заголовки',
  'копия вашего сообщения',
  '元のメッセージ',
  '原始邮件',
  '原始郵件',
  'ursprüngliche nachricht',
  "message d'origine",
  'mensaje original',
  'included message',
  'the following text was generated during the delivery attempt',
];
const announcementStarts = new Set(announcements.map((line) => line.slice(0, 4)));
const announcementLetters = letters(announcements);
/** Not an announcement: the reply follows. */
const notLast = 'the following text was generated';

const headerNames = [
  'received:',
  'return-path:',
  'x-failed-recipients:',
  'dkim-signature:',
  'message-id:',
  'delivered-to:',
  'mime-version:',
  'x-received:',
];

const headerLetters = letters(headerNames);

/** Character codes that one of them begins with, small or capital. */
function letters(words: readonly string[]): ReadonlySet<number> {
  return new Set(words.flatMap((word) => [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]));
}

/** Cuts at the first announcement, or where a header begins that is not announced. */
export function regionOf(notice: string, returned: readonly Header[]): Region {
  let at = 0;
  let content = false;
  while (at < notice.length) {
    const lineEnd = notice.indexOf('\n', at);
    const end = lineEnd < 0 ? notice.length : lineEnd;
    const line = notice.slice(at, Math.min(end, at + 120));
    const header = content && startsHeader(line);
    if (header || (content && announces(line))) {
      const from = header ? at : end + 1;
      return {
        text: withMarks(notice.slice(0, at)),
        returned: returned.length > 0 ? returned : headersFrom(notice, from),
      };
    }
    if (line.trim() !== '') content = true;
    at = end + 1;
  }
  return { text: withMarks(notice), returned };
}

/** MDaemon writes ` <-- 550 …` where Sendmail writes `<<< 550 …`. */
function withMarks(text: string): string {
  return text.includes('<-- ') ? text.replaceAll('<-- ', '<<< ').replaceAll('--> ', '>>> ') : text;
}

function announces(line: string): boolean {
  let start = 0;
  while (start < line.length && '-=*#_|>[ \t'.includes(line[start]!)) start++;
  if (!announcementLetters.has(line.charCodeAt(start))) return false;
  const words = line.slice(start).toLowerCase();
  if (!announcementStarts.has(words.slice(0, 4)) || words.startsWith(notLast)) return false;
  const found = announcements.find((announcement) => words.startsWith(announcement));
  if (!found) return false;
  // "Original message was received at …" goes on; an announcement ends soon.
  const rest = words.slice(found.length);
  return rest.length < 45 && !/^ (?:was|has|had|to|is not|could|of yours)\b/.test(rest) && !rest.startsWith("'s");
}

function startsHeader(line: string): boolean {
  if (!headerLetters.has(line.charCodeAt(0))) return false;
  const lower = line.slice(0, 30).toLowerCase();
  return headerNames.some((name) => lower.startsWith(name));
}

function headersFrom(notice: string, from: number): readonly Header[] {
  let at = from;
  // Dashes and blank lines stand between the announcement and the header.
  for (let skipped = 0; skipped < 6; skipped++) {
    const lineEnd = notice.indexOf('\n', at);
    if (lineEnd < 0 || /[A-Za-z]/.test(notice.slice(at, Math.min(lineEnd, at + 200)))) break;
    at = lineEnd + 1;
  }
  const end = Math.min(notice.length, at + 65_536);
  const indent = /^[ \t]+/.exec(notice.slice(at, at + 40))?.[0];
  const block = indent ? notice.slice(at, end).replaceAll(`\n${indent}`, '\n').trimStart() : notice.slice(at, end);
  return readHeaders({ text: block }, 0, block.length).headers;
}
