import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTranscripts, playTranscripts, type Player } from '../src/index.ts';

let player: Player;
beforeAll(async () => {
  player = await playTranscripts(await loadTranscripts(), { port: 0 });
});
afterAll(() => player.close());

/** Speaks line by line, waiting for each reply, and returns the replies. */
async function speak(port: number, lines: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const replies: string[] = [];
  let text = '';
  const reply = async (): Promise<string> => {
    while (!/(?:^|\n)\d{3} [^\n]*\r\n$/.test(text)) {
      if (socket.destroyed || socket.readableEnded) return text;
      await Promise.race([once(socket, 'data').then(([chunk]) => (text += String(chunk))), once(socket, 'close')]);
    }
    const whole = text.trimEnd().replaceAll('\r\n', '\n');
    text = '';
    return whole;
  };
  replies.push(await reply());
  for (const line of lines) {
    if (socket.destroyed) break;
    socket.write(`${line}\r\n`);
    replies.push(await reply());
  }
  socket.destroy();
  return replies;
}

const role = (address: string) => player.roles.find((found) => found.address === `${address}@example.com`)!;

const attempt = () =>
  speak(player.port, ['EHLO test.example', 'MAIL FROM:<a@example.nl>', 'RCPT TO:<ziggo.greylisted@example.com>']);

test('a recipient is answered as recorded, with every line', async () => {
  const replies = await speak(player.port, [
    'EHLO test.example',
    'MAIL FROM:<a@example.nl>',
    'RCPT TO:<google.recipient-unknown@example.com>',
    'QUIT',
  ]);
  expect(replies[3]).toMatch(/^550-5\.1\.1 The email account[^\n]*\n550-5\.1\.1 [^\n]*\n550 5\.1\.1 /);
  expect(replies[4]).toMatch(/^221 /);
});

test('the data is answered as recorded, and a dot inside the mail is no end', async () => {
  const replies = await speak(player.port, [
    'EHLO test.example',
    'MAIL FROM:<a@example.nl>',
    'RCPT TO:<message.virus@example.com>',
    'DATA',
    'Subject: x\r\n\r\n..\r\nMAIL FROM:<b@example.nl>\r\n.',
  ]);
  expect(replies.slice(3)).toEqual([
    '250 2.1.5 Ok',
    '354 End data with <CR><LF>.<CR><LF>',
    expect.stringMatching(/^554 5\.7\.1 .*virus/),
  ]);
});

test('a second attempt gets the second recorded answer', async () => {
  expect((await attempt())[3]).toMatch(/^450 4\.7\.1 /);
  expect((await attempt())[3]).toMatch(/^250 /);
  expect((await attempt())[3]).toMatch(/^250 /);
});

test('several recipients of one recording have names of their own', async () => {
  const replies = await speak(player.port, [
    'EHLO test.example',
    'MAIL FROM:<a@example.nl>',
    ...['', '.2', '.3'].map((number) => `RCPT TO:<recipient.three-of-them${number}@example.com>`),
  ]);
  expect(replies.slice(3).map((reply) => reply.slice(0, 3))).toEqual(['250', '550', '452']);
});

test('a server that refuses at once has a door of its own', async () => {
  const blocked = role('sender.blocklist');
  expect(blocked.port).not.toBe(player.port);
  expect(await speak(blocked.port, ['EHLO test.example', 'QUIT'])).toEqual([
    expect.stringMatching(/^554 5\.7\.1 Service unavailable/),
    expect.stringMatching(/^503 /),
    expect.stringMatching(/^221 /),
  ]);
  const mail = role('microsoft.ip-blocked');
  expect((await speak(mail.port, ['EHLO test.example', 'MAIL FROM:<a@example.nl>']))[2]).toMatch(/^550 5\.7\.1 Unfortunately/);
  expect(
    (
      await speak(player.port, ['EHLO test.example', 'MAIL FROM:<a@example.nl>', 'RCPT TO:<microsoft.ip-blocked@example.com>'])
    )[3],
  ).toMatch(/^550 5\.7\.1 Unfortunately/);
});

test('unknown names and commands are refused, and it goes on', async () => {
  const replies = await speak(player.port, [
    'EHLO test.example',
    'RCPT TO:<nobody@example.com>',
    'DATA',
    'FLY',
    'NOOP',
    'RSET',
    'x'.repeat(10_000),
    'QUIT',
  ]);
  expect(replies.slice(2).map((reply) => reply.slice(0, 3))).toEqual([
    '550',
    '503',
    '502',
    '250',
    '250',
    expect.stringMatching(/^50[02]/),
    '221',
  ]);
});

test('twenty clients at once are served', async () => {
  const replies = await Promise.all(
    Array.from({ length: 20 }, () =>
      speak(player.port, [
        'EHLO test.example',
        'MAIL FROM:<a@example.nl>',
        'RCPT TO:<delivered.opened-and-clicked@example.com>',
        'DATA',
        'x\r\n.',
      ]),
    ),
  );
  for (const reply of replies) expect(reply.at(-1)).toMatch(/^250 2\.0\.0 Ok: queued/);
});
