import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const of = (tenant: string) => createClient({ baseUrl: server.url, apiKey: server.key, tenant });
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const recent = new Date(Date.now() - 86_400_000).toISOString();

describe('import', () => {
  test('takes each line for itself, names what is wrong, and is safe to repeat', async () => {
    const client = of('import');
    const file = [
      'cause;address',
      'address,cause,since,until,stream,reason,active,unknown column',
      'ann@example.com,complaint,2025-03-01T10:00:00Z,,,pressed the button,,x',
      `bob@example.com,hard-bounce,${recent}`,
      'cas@example.com,unsubscribe,,,marketing,"left, with a ""quote"""',
      'dee@example.com',
      'not an address,manual',
      'eve@example.com,because',
      'fay@example.com,manual,yesterday',
      'gus@example.com,manual,,2020-01-01T00:00:00Z',
      'han@example.com,manual,,,,,false',
      'ida@example.com,manual,2999-01-01T00:00:00Z',
      '',
    ];
    const csv = `\u{FEFF}${file.slice(1).join('\r\n')}`;
    const answer = await client.suppressions.import(csv, 'csv');
    expect(answer).toEqual({
      added: 4,
      duplicates: 0,
      skipped: 2,
      refused: [
        { line: 6, path: 'address', message: expect.stringMatching(/give one mail address/) },
        { line: 7, path: 'cause', message: expect.stringMatching(/give one of hard-bounce/) },
        { line: 8, path: 'since', message: expect.stringMatching(/RFC 3339/) },
        { line: 11, path: 'since', message: expect.stringMatching(/still to come/) },
      ],
    });
    expect(await client.suppressions.import(csv, 'csv')).toMatchObject({ added: 0, duplicates: 4 });
    const checks = await client.suppressions.check(
      ['ann', 'bob', 'cas', 'dee', 'eve', 'gus', 'han'].map((n) => `${n}@example.com`),
    );
    expect(checks.map((one) => [one.cause, one.stream])).toEqual([
      ['complaint', null],
      ['hard-bounce', null],
      ['unsubscribe', 'marketing'],
      ['manual', null],
      [null, null],
      [null, null],
      [null, null],
    ]);
    // A hard bounce of another system is subject to the policy here.
    expect(checks[1]!.until).toBe(new Date(Date.parse(recent) + 7 * 86_400_000).toISOString());
    const { body } = await server.post(
      '/graphql',
      { query: '{ recipient(address: "cas@example.com") { suppressionHistory { reason createdBy } } }' },
      { 'bezorgd-tenant': 'import' },
    );
    expect(body.data.recipient.suppressionHistory).toEqual([
      { reason: 'left, with a "quote"', createdBy: expect.stringMatching(/^key:/) },
    ]);
  });

  test('JSON lines, of which some are none', async () => {
    const lines = ['{"address":"a@example.com","cause":"manual","reason":"x"}', 'nonsense', '[]', '{"cause":"manual"}', ''];
    expect(await of('lines').suppressions.import(lines.join('\n'), 'jsonl')).toMatchObject({
      added: 1,
      refused: [
        { line: 2, path: null },
        { line: 3, path: null },
        { line: 4, path: 'address' },
      ],
    });
  });

  test('what is no file at all is refused as a whole', async () => {
    const send = (body: string, type: string) => server.post('/v1/suppressions/import', body, { 'content-type': type });
    expect(await send('address\n"open quote\n', 'text/csv')).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(await send('{}', 'text/html')).toMatchObject({ status: 415 });
    expect(await send('address\n'.repeat(100_003).replaceAll('\n', '@example.com\n'), 'text/csv')).toMatchObject({ status: 413 });
    expect((await send('', 'text/csv')).status).toBe(400);
  });
});

describe('imported again', () => {
  const since = recent;
  test('after it was lifted, or for longer, a block is a new one', async () => {
    const client = of('again');
    const check = async () => (await client.suppressions.check(['ann@example.com']))[0]!;
    const line = (until = ''): string => `address,cause,since,until\nann@example.com,complaint,${since},${until}\n`;
    for (let round = 0; round < 3; round++) {
      expect(await client.suppressions.import(line(), 'csv')).toMatchObject({ added: 1, duplicates: 0 });
      expect(await client.suppressions.import(line(), 'csv')).toMatchObject({ added: 0, duplicates: 1 });
      expect((await check()).maySend).toBe(false);
      await client.suppressions.lift({ address: 'ann@example.com', reason: 'asked', recipientAgreed: true });
      expect((await check()).maySend).toBe(true);
    }
    expect(await client.suppressions.import(line('2090-01-01T00:00:00Z'), 'csv')).toMatchObject({ added: 1 });
    expect((await check()).until).toBe('2090-01-01T00:00:00.000Z');
    expect(await client.suppressions.import(line(), 'csv')).toMatchObject({ added: 1 });
    expect((await check()).until).toBeNull();
    const listed = [];
    for await (const { id } of client.suppressions.list({ activeOnly: false })) listed.push(id);
    expect(new Set(listed).size).toBe(5);
  });

  test('what still stands is not doubled because another block of the address was lifted', async () => {
    const client = of('half');
    const file = `address,cause,stream\nann@example.com,unsubscribe,marketing\nann@example.com,complaint,\n`;
    expect(await client.suppressions.import(file, 'csv')).toMatchObject({ added: 2 });
    await client.suppressions.lift({ address: 'ann@example.com', reason: 'signed up again', stream: 'marketing' });
    expect(await client.suppressions.import(file, 'csv')).toMatchObject({ added: 1, duplicates: 1 });
    expect(await client.suppressions.import(file, 'csv')).toMatchObject({ added: 0, duplicates: 2 });
  });

  test('what a spreadsheet made of the word is understood, and what it is not is refused', async () => {
    const words = ['FALSE', ' no ', '0', 'ONWAAR', 'TRUE', 'WAAR', 'maybe'];
    const file = `address,active\n${words.map((word, index) => `word-${index}@example.com,${word}`).join('\n')}\n`;
    expect(await of('words').suppressions.import(file, 'csv')).toEqual({
      added: 2,
      duplicates: 0,
      skipped: 4,
      refused: [{ line: 8, path: 'active', message: expect.stringMatching(/true or false/) }],
    });
  });

  test('several at once, in any order, wait for each other', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `crowd-${index}@example.com`);
    const file = (order: readonly string[]): string => `address\n${order.join('\n')}\n`;
    const client = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'crowd', attempts: 1, timeoutMs: 60_000 });
    const answers = await Promise.all(
      [lines, lines.toReversed(), lines, lines.toReversed()].map((order) => client.suppressions.import(file(order), 'csv')),
    );
    expect(answers.reduce((sum, { added }) => sum + added, 0)).toBe(5000);
  });
});

describe('export', () => {
  test('what goes out of one service comes into another', async () => {
    const [from, to] = [of('from'), of('to')];
    const lines = Array.from({ length: 1203 }, (_, index) =>
      JSON.stringify({ address: `person-${index}@example.com`, cause: index % 2 ? 'manual' : 'complaint', since: recent }),
    );
    lines.push(JSON.stringify({ address: '=cmd|x@example.com', reason: '=HYPERLINK("x")', stream: 'marketing' }));
    expect(await from.suppressions.import(lines.join('\n'), 'jsonl')).toMatchObject({ added: 1204 });
    await from.suppressions.lift({ address: 'person-1@example.com', reason: 'asked' });
    for (const format of ['csv', 'jsonl'] as const) {
      const file = await from.suppressions.export(format);
      const history = await from.suppressions.export(format, { activeOnly: false });
      const heading = format === 'csv' ? 1 : 0;
      expect(file.trimEnd().split('\n')).toHaveLength(1203 + heading);
      expect(history.trimEnd().split('\n')).toHaveLength(1204 + heading);
      // A spreadsheet shows the text instead of running it.
      if (format === 'csv') expect(file).toContain(`'=cmd|x@example.com`);
      const answer = await to.suppressions.import(history, format);
      expect(answer).toMatchObject({ skipped: 1, refused: [] });
      expect(answer.added + answer.duplicates).toBe(1203);
    }
    const checks = await to.suppressions.check(['person-0@example.com', 'person-1@example.com', '=cmd|x@example.com']);
    expect(checks.map((one) => [one.cause, one.stream])).toEqual([
      ['complaint', null],
      [null, null],
      ['manual', 'marketing'],
    ]);
    expect((await of('nobody').suppressions.export('jsonl')).trim()).toBe('');
  });

  test('that cannot be made says why, in words that programs read, too', async () => {
    const response = await fetch(`${server.url}/v1/suppressions/export?format=pdf`, {
      headers: { authorization: `Bearer ${server.key}` },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      expect.stringMatching(/^application\/problem/),
    ]);
    expect(await response.json()).toMatchObject({ code: 'bad-request', errors: [{ path: 'format' }] });
    await expect(of('from').suppressions.export('pdf' as 'csv')).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(/^format: /),
      fields: [{ path: 'format' }],
    });
  });

  test.each(['csv', 'jsonl'] as const)('as %s keeps retirements, to come as well, and words as they were', async (format) => {
    const from = of(`from-${format}`);
    const to = of(`to-${format}`);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    await from.addresses.retire({ address: 'left@example.com', reason: 'left', successor: 'desk@example.com' });
    await from.addresses.retire({ address: 'leaves@example.com', reason: 'leaves', since: soon, successor: 'desk@example.com' });
    const odd = ["'=q@example.com", "''+q@example.com", "'q@example.com", '=q@example.com'];
    for (const address of odd) await from.suppressions.add({ address, reason: `'=1+1` });

    expect(await to.suppressions.import(await from.suppressions.export(format), format)).toMatchObject({ added: 6, refused: [] });
    expect((await to.suppressions.check(odd)).map(({ cause }) => cause)).toEqual(odd.map(() => 'manual'));
    const [left, leaves] = [await to.recipients.get('left@example.com'), await to.recipients.get('leaves@example.com')];
    expect(left).toMatchObject({ retirement: { successor: 'desk@example.com' }, check: { cause: 'retired' } });
    expect(leaves).toMatchObject({ retirement: { successor: 'desk@example.com', since: soon }, check: { maySend: true } });
    const reasons = [];
    for await (const { cause, reason } of to.suppressions.list()) if (cause === 'manual') reasons.push(reason);
    expect(reasons).toEqual(odd.map(() => `'=1+1`));
    const wrong = 'address,cause,successor\na@example.com,manual,b@example.com\n';
    expect((await to.suppressions.import(wrong, 'csv')).refused).toMatchObject([{ line: 2, path: 'successor' }]);
  });

  test('is for those who see addresses: without them it would block nobody', async () => {
    const { key } = await of('from').apiKeys.create({ name: 'night shift', roles: ['operator'] });
    const operator = createClient({ baseUrl: server.url, apiKey: key, attempts: 1 });
    await expect(operator.suppressions.export('csv')).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/addresses:read/),
    });
  });

  test('needs the right to read mail', async () => {
    const made = await server.graphql(
      'mutation { createApiKey(input: { name: "platform", roles: [SENDER], tenant: "from" }) { key } }',
    );
    const sender = createClient({ baseUrl: server.url, apiKey: made.data.createApiKey.key });
    await expect(sender.suppressions.export('csv')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(sender.suppressions.import('address\n', 'csv')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
