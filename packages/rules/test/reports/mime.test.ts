import { describe, expect, test } from 'vitest';
import { decodeBase64, decodeCharset, decodeQuotedPrintable, decodeWords, latin1, toBytes } from '../../src/reports/decode.ts';
import { headerParam, headerText, headerValues, readHeaders } from '../../src/reports/headers.ts';
import { htmlToText } from '../../src/reports/html.ts';
import { openMail } from '../../src/reports/mail.ts';
import { limits } from '../../src/reports/mime.ts';

const encoder = new TextEncoder();
const open = (text: string) => openMail(encoder.encode(text));
const types = (text: string) => open(text).leaves.map(({ type }) => type);

const fields = (text: string) => {
  const { headers, bodyStart } = readHeaders({ text }, 0, text.length);
  return { names: headers.map(({ name }) => name).join(' '), body: text.slice(bodyStart) };
};

const withSubject = (subject: number[]) => openMail(new Uint8Array([...encoder.encode('Subject: '), ...subject, 10, 10]));

const quoted = (text: string) => latin1(decodeQuotedPrintable(encoder.encode(text)));

const part = (type: string, body: string) => `Content-Type: ${type}\n\n${body}\n`;

describe('header fields', () => {
  test.each<[string, string, string, string]>([
    ['end at the blank line', 'A: 1\r\nB: 2\r\n\r\nbody', 'a b', 'body'],
    ['end at a line of blanks', 'A: 1\n \t\nbody', 'a', 'body'],
    ['fold', 'A: 1\n  2\n\t3\nB: 4\n\nbody', 'a b', 'body'],
    ['begin behind an mbox line', 'From ann@example.com Mon Nov  2 10:00:00 2026\nA: 1\n\nbody', 'a', 'body'],
    ['go on behind a stray line', 'A: 1\nstray line\nB: 2\n\nbody', 'a b', 'body'],
    ['give way to a body without a blank line', 'A: 1\nHello there,\nhow are you', 'a', 'Hello there,\nhow are you'],
    ['may have a blank before the colon', 'Subject : x\n\nbody', 'subject', 'body'],
    ['are all there is', 'A: 1', 'a', ''],
    ['are missing', '\nbody', '', 'body'],
    ['are nothing at all', '', '', ''],
  ])('%s', (_, text, names, body) => {
    expect(fields(text)).toEqual({ names, body });
  });

  test('a repeated field keeps its order', () => {
    const { headers } = readHeaders({ text: 'Received: b\nReceived: a\n\n' }, 0, 26);
    expect(headerValues(headers, 'received')).toEqual(['b', 'a']);
  });

  test.each<[string, string]>([
    ['multipart/report; boundary="a b;c"; report-type=delivery-status', 'a b;c'],
    ['multipart/report; report-type=x;boundary=abc', 'abc'],
    ['multipart/report; boundary = "abc"', 'abc'],
    [String.raw`multipart/report; boundary="a\"b"`, 'a"b'],
    ['multipart/report; boundary*0="ab"; boundary*1="cd"', 'abcd'],
    ['multipart/report', ''],
  ])('the boundary of %s', (value, boundary) => {
    expect(headerParam(value, 'boundary')).toBe(boundary);
  });
});

describe('encoded words', () => {
  test.each<[string, string]>([
    ['plain', 'plain'],
    ['=?UTF-8?Q?caf=C3=A9_zorg?=', 'café zorg'],
    ['=?iso-8859-1?q?caf=E9?=', 'café'],
    ['=?UTF-8?B?Y2Fmw6k=?=', 'café'],
    ['=?UTF-8?B?Y2Fmw6k=?= =?UTF-8?B?IHpvcmc=?=', 'café zorg'],
    ['=?UTF-8?Q?caf=C3?= =?UTF-8?Q?=A9?=', 'café'],
    ['Re: =?UTF-8*nl?Q?z=C3=A9?= (twee)', 'Re: zé (twee)'],
    ['=?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=', 'テスト'],
    ['=?UTF-8?X?abc?=', '=?UTF-8?X?abc?='],
    ['=?UTF-8?Q?never ends', '=?UTF-8?Q?never ends'],
    ['=?no-such-charset?Q?abc?=', 'abc'],
  ])('%s', (value, text) => {
    expect(decodeWords(value)).toBe(text);
  });

  test('raw UTF-8 and raw Latin-1 are read too', () => {
    expect(withSubject([0xc3, 0xa9]).subject).toBe('é');
    expect(withSubject([0xe9]).subject).toBe('é');
    expect(headerText(open('A: 1\n\n').top.headers, 'subject')).toBe('');
  });
});

describe('transfer encodings', () => {
  test.each<[string, string]>([
    ['a=3Db', 'a=b'],
    ['a=3db', 'a=b'],
    ['soft=\r\nbreak', 'softbreak'],
    ['soft= \t\nbreak', 'softbreak'],
    ['50=% off', '50=% off'],
    ['end=', 'end='],
    ['=ZZ', '=ZZ'],
  ])('quoted-printable %j', (text, decoded) => {
    expect(quoted(text)).toBe(decoded);
  });

  test.each<[string, string]>([
    ['aGFsbG8=', 'hallo'],
    ['aGFs\r\nbG8=', 'hallo'],
    ['aGFsbG8', 'hallo'],
    ['aGFs!bG8=', 'hallo'],
    ['aGFsbG8=garbage', 'hallo'],
    ['', ''],
  ])('base64 %j', (text, decoded) => {
    expect(latin1(decodeBase64(text))).toBe(decoded);
  });

  test('Latin-1 goes to bytes and back', () => {
    const every = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(toBytes(latin1(every))).toEqual(every);
  });

  test.each<[number[], string, string]>([
    [[0xc3, 0xa9], 'utf-8', 'é'],
    [[0xe9], 'utf-8', 'é'],
    [[0x80], '', '€'],
    [[0xa4], 'iso-8859-15', '€'],
    [[0xe9], 'x-unknown', 'é'],
    [[0x83, 0x65], 'shift_jis', 'テ'],
  ])('charset of %j in %s', (raw, charset, text) => {
    expect(decodeCharset(new Uint8Array(raw), charset)).toBe(text);
  });
});

describe('parts', () => {
  test.each<[string, string, string[]]>([
    ['plain text when nothing is said', 'A: 1\n\nbody', ['text/plain']],
    [
      'two parts',
      `Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n${part('text/plain', 'a')}--b\n${part('text/html', 'b')}--b--\n`,
      ['text/plain', 'text/html'],
    ],
    [
      'no end delimiter',
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n${part('text/plain', 'a')}--b\n${part('text/html', 'b')}`,
      ['text/plain', 'text/html'],
    ],
    [
      'nothing behind the end delimiter',
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n${part('text/plain', 'a')}--b--\n--b\n${part('text/html', 'b')}`,
      ['text/plain'],
    ],
    [
      'nested',
      `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n${part('text/plain', 'a')}--c--\n--b\n${part('message/rfc822', 'b')}--b--\n`,
      ['text/plain', 'message/rfc822'],
    ],
    [
      'another boundary than announced',
      `Content-Type: multipart/mixed; boundary=wrong\n\n--right\n${part('text/plain', 'a')}--right\n${part('text/html', 'b')}--right--\n`,
      ['text/plain', 'text/html'],
    ],
    ['no boundary named', `Content-Type: multipart/mixed\n\n--right\n${part('text/plain', 'a')}--right--\n`, ['text/plain']],
    ['no delimiter at all', 'Content-Type: multipart/mixed; boundary=b\n\nbody', ['multipart/mixed']],
    ['no semicolon before a parameter', 'Content-Type: text/html charset=utf-8\n\nbody', ['text/html']],
    [
      'lines that end in CR only',
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n${part('text/html', 'a')}--b--\n`.replaceAll('\n', '\r'),
      ['text/html'],
    ],
    [
      'a longer boundary that begins alike',
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n${part('text/plain', '--bb')}--b--\n`,
      ['text/plain'],
    ],
  ])('%s', (_, text, expected) => {
    expect(types(text)).toEqual(expected);
  });

  test('depth and number of parts are bounded', () => {
    let deep = 'x';
    for (let i = 0; i < 40; i++) deep = `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n${deep}\n--b${i}--\n`;
    expect(open(deep).leaves).toHaveLength(1);
    expect(open(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(5000)}`).leaves.length).toBeLessThanOrEqual(
      limits.parts,
    );
  });

  test('the notice is the text before the returned mail, plain rather than HTML', () => {
    const mail = open(
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n${part('text/html', '<b>html</b>')}--b\n${part('text/plain', 'words')}--b\n${part('message/rfc822', 'Subject: s')}--b\n${part('text/plain', 'footer')}--b--\n`,
    );
    expect(mail.notice.trim()).toBe('words');
    expect(mail.returned.map(({ name }) => name)).toEqual(['subject']);
  });

  test('a returned mail in base64 is read', () => {
    const mail = open(
      `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${Buffer.from('Subject: s\nMessage-ID: <1@example.com>\n\nx').toString('base64')}\n--b--\n`,
    );
    expect(mail.returned.map(({ name }) => name)).toEqual(['subject', 'message-id']);
  });
});

describe('HTML', () => {
  test.each<[string, string]>([
    ['<p>one</p><p>two</p>', '\none\n\ntwo\n'],
    ['a<br>b', 'a\nb'],
    ['<style>p{}</style>text', 'text'],
    ['&lt;ann@example.com&gt; &amp; &#233;&#xe9;&nbsp;.', '<ann@example.com> & éé .'],
    ['&unknown; & &', '&unknown; & &'],
    ['write to <ann@example.com> now', 'write to <ann@example.com> now'],
    ['5 < 6', '5 < 6'],
    ['a<!-- hidden -->b', 'ab'],
    ['<a href="mailto:x@example.com">x</a>', 'x'],
    ['<b unclosed', '<b unclosed'],
  ])('%s', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});
