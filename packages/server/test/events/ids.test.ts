import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUuid, normaliseMessageId, RecipientIds, uuidOf } from '../../src/events/ids.ts';
import { copyLine, timestamp } from '../../src/storage/copy.ts';

describe('recipient ids', () => {
  const key = Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex');
  const ids = new RecipientIds(key);

  test('are the first half of an HMAC-SHA-256 of tenant and address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const { recipientId } = ids.of('acme', address.toLowerCase());
        const expected = createHmac('sha256', key).update(`acme\0${address.toLowerCase()}`).digest('hex');
        const plain = recipientId.replaceAll('-', '');
        // Version and variant stand at their places (RFC 9562).
        expect([plain.slice(0, 12), plain.slice(13, 16), plain.slice(17, 32)]).toEqual([
          expected.slice(0, 12),
          expected.slice(13, 16),
          expected.slice(17, 32),
        ]);
        expect(isUuid(recipientId)).toBe(true);
      }),
    );
  });

  test.each([
    ['Ann@Example.COM', 'ann@example.com'],
    ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@example.com.', 'ann@example.com'],
  ])('%s is the same recipient as %s', (a, b) => {
    expect(ids.of('t', a).recipientId).toBe(ids.of('t', b).recipientId);
  });

  test('differ by tenant and by key', () => {
    const one = ids.of('a', 'ann@example.com').recipientId;
    expect(ids.of('b', 'ann@example.com').recipientId).not.toBe(one);
    expect(new RecipientIds(Buffer.alloc(32)).of('a', 'ann@example.com').recipientId).not.toBe(one);
  });
});

test('the parts of a derived id do not run into each other', () => {
  expect(uuidOf('ab', 'c')).not.toBe(uuidOf('a', 'bc'));
});

test.each([
  ['<a@b>', 'a@b'],
  [' <a@b> ', 'a@b'],
  ['a@b', 'a@b'],
  ['<>', '<>'],
])('message id %s is known as %s', (given, expected) => {
  expect(normaliseMessageId(given)).toBe(expected);
});

test('an instant for COPY is ISO 8601, before 1970 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
      expect(timestamp(ms)).toBe(new Date(ms).toISOString());
    }),
  );
});

test('a COPY line escapes what has a meaning there', () => {
  expect(copyLine(['a\tb', 'c\\d', 'e\nf\r', null, 1, true, 5n, new Uint8Array([1, 255]), 'nul\0'])).toBe(
    'a\\tb\tc\\\\d\te\\nf\\r\t\\N\t1\tt\t5\t\\\\x01ff\tnul\u{FFFD}\n',
  );
});
