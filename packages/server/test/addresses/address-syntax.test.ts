import { describe, expect, test } from 'vitest';
import { readAddress, unwrapped, type SyntaxFault } from '../../src/addresses/address-syntax.ts';

const a63 = 'a'.repeat(63);
const a64 = 'a'.repeat(64);

describe('an address is one', () => {
  test.each<[string, string?]>([
    ['ann@example.com'],
    ['ANN@EXAMPLE.COM', 'example.com'],
    ['a@example.com'],
    ['ann.bakker@example.com'],
    ['ann+news@example.com'],
    ["o'brien@example.com"],
    ['123@example.com'],
    ['ann@123.com'],
    ['ann_b@example.com'],
    ['_ann@example.com'],
    ['-ann-@example.com'],
    ["!#$%&'*+/=?^`{|}~@example.com"],
    [`${a64}@example.com`],
    [`ann@${a63}.com`],
    [`${a64}@${a63}.${a63}.${'a'.repeat(61)}`],
    ['ann@mason-dixon.example'],
    ['ann@c--n.com'],
    ['ann@example.co-op'],
    ['ann@a.b.c.d.e.f.g.h.example'],
    ['ann@xn--bcher-kva.example'],
    ['ann@bücher.example', 'xn--bcher-kva.example'],
    ['ann@BÜCHER.example', 'xn--bcher-kva.example'],
    ['用户@例子.example', 'xn--fsqu00a.example'],
    ['josé@example.com'],
    ['иван@почта.рф', 'xn--80a1acny.xn--p1ai'],
    ['भारत@example.com'],
    ['"ann"@example.com'],
    ['""@example.com'],
    ['"ann bakker"@example.com'],
    ['"ann@home"@example.com'],
    ['"a\\"b"@example.com'],
    ['"\\\\"@example.com'],
    ['"<ann>"@example.com'],
    ['".ann."@example.com'],
    ['ann@[192.0.2.1]', '[192.0.2.1]'],
    ['ann@[IPv6:2001:db8::1]', '[ipv6:2001:db8::1]'],
    ['ann@[IPv6:::ffff:192.0.2.1]', '[ipv6:::ffff:192.0.2.1]'],
  ])('%s', (text, domain) => {
    const read = readAddress(text);
    expect(read).toMatchObject({ ok: true });
    if (read.ok) expect(read.address.domain).toBe(domain ?? text.slice(text.lastIndexOf('@') + 1).toLowerCase());
  });
});

describe('an address is none, and the fault is named with its place', () => {
  test.each<[string, SyntaxFault, string]>([
    ['', 'empty', ''],
    ['ann', 'at-missing', 'ann'],
    ['ann.example.com', 'at-missing', 'ann.example.com'],
    ['@', 'local-part-missing', ''],
    ['@example.com', 'local-part-missing', ''],
    ['ann@', 'domain-missing', ''],
    ['ann@home@example.com', 'at-twice', '@'],
    ['ann@@example.com', 'at-twice', '@'],
    [' ann@example.com', 'white-space', ' '],
    ['ann@example.com ', 'white-space', ' '],
    ['ann bakker@example.com', 'white-space', ' '],
    ['ann@exa mple.com', 'white-space', ' '],
    ['ann@example.com\t', 'control-character', '\t'],
    ['ann@example.com\n', 'control-character', '\n'],
    ['an\0n@example.com', 'control-character', '\0'],
    ['ann\u00a0b@example.com', 'white-space', '\u00a0'],
    ['ann\u200b@example.com', 'invisible-character', '\u200b'],
    ['\ufeffann@example.com', 'invisible-character', '\ufeff'],
    ['ann@exam\u00adple.com', 'invisible-character', '\u00ad'],
    ['ann\u202e@example.com', 'invisible-character', '\u202e'],
    ['ann\ud800@example.com', 'invisible-character', '\ud800'],
    ['<ann@example.com>', 'angle-bracket', '<'],
    ['.ann@example.com', 'local-part-dot-first', '.'],
    ['ann.@example.com', 'local-part-dot-last', '.'],
    ['ann..b@example.com', 'local-part-dots-together', '..'],
    ['ann,b@example.com', 'local-part-character', ','],
    ['ann(home)@example.com', 'local-part-character', '('],
    ['ann:b@example.com', 'local-part-character', ':'],
    ['ann;b@example.com', 'local-part-character', ';'],
    ['ann[b]@example.com', 'local-part-character', '['],
    ['ann\\b@example.com', 'local-part-character', '\\'],
    ['ann\\@b@example.com', 'local-part-character', '\\'],
    [`${'a'.repeat(65)}@example.com`, 'local-part-too-long', 'a'.repeat(65)],
    [`${'é'.repeat(33)}@example.com`, 'local-part-too-long', 'é'.repeat(33)],
    [`"${'a'.repeat(63)}"@example.com`, 'local-part-too-long', `"${'a'.repeat(63)}"`],
    ['"ann@example.com', 'quote-open', '"ann@example.com'],
    ['"ann\\"@example.com', 'quote-open', '"ann\\"@example.com'],
    ['"ann"b@example.com', 'quote-inside', 'b'],
    ['"ann".b@example.com', 'quote-inside', '.b'],
    ['ann"b"@example.com', 'quote-inside', '"'],
    ['"""@example.com', 'quote-inside', '"'],
    ['"a\0b"@example.com', 'control-character', '\0'],
    ['ann@.example.com', 'domain-dot-first', '.'],
    ['ann@example.com.', 'domain-dot-last', '.'],
    ['ann@example..com', 'domain-dots-together', '..'],
    ['ann@-example.com', 'domain-hyphen', '-'],
    ['ann@example-.com', 'domain-hyphen', '-'],
    ['ann@example.-com', 'domain-hyphen', '-'],
    ['ann@exa_mple.com', 'domain-character', '_'],
    ['ann@example,com', 'domain-character', ','],
    ['ann@example.com/', 'domain-character', '/'],
    ['ann@exam!ple.com', 'domain-character', '!'],
    ['ann@example.com?subject=x', 'domain-character', '?'],
    ['ann@"example.com"', 'domain-character', '"'],
    ['ann@example.com(home)', 'domain-character', '('],
    ['ann@😀.example', 'domain-character', '😀'],
    [`ann@${a64}.com`, 'domain-label-too-long', a64],
    [`ann@${'ü'.repeat(60)}.com`, 'domain-label-too-long', 'ü'.repeat(60)],
    [
      `ann@${Array.from({ length: 130 }, () => 'a').join('.')}`,
      'domain-too-long',
      Array.from({ length: 130 }, () => 'a').join('.'),
    ],
    [`${a64}@${a63}.${a63}.${'a'.repeat(62)}`, 'address-too-long', `${a64}@${a63}.${a63}.${'a'.repeat(62)}`],
    ['ann@localhost', 'domain-without-dot', 'localhost'],
    ['ann@com', 'domain-without-dot', 'com'],
    ['ann@example.123', 'domain-top-level-numeric', '123'],
    ['ann@192.0.2.1', 'literal-without-brackets', '192.0.2.1'],
    ['ann@[192.0.2.256]', 'literal-wrong', '[192.0.2.256]'],
    ['ann@[192.0.2.1', 'literal-wrong', '[192.0.2.1'],
    ['ann@[2001:db8::1]', 'literal-wrong', '[2001:db8::1]'],
    ['ann@[IPv6:2001:db8::g]', 'literal-wrong', '[IPv6:2001:db8::g]'],
    ['ann@[example.com]', 'literal-wrong', '[example.com]'],
    ['ann@\u0301a.example', 'domain-international', '\u0301a.example'],
  ])('%j: %s', (text, fault, part) => {
    const read = readAddress(text);
    expect(read).toMatchObject({ ok: false, fault });
    if (!read.ok) expect(text.slice(read.start, read.end)).toBe(part);
  });
});

test.each([
  ['  ann@example.com ', 'ann@example.com'],
  ['mailto:ann@example.com', 'ann@example.com'],
  ['Ann Bakker <ann@example.com>', 'ann@example.com'],
  ['ann@example.com.', 'ann@example.com'],
  ['ann@example,com', 'ann@example.com'],
  ['ann@example..com', 'ann@example.com'],
  ['ann\u200b@example.com', 'ann@example.com'],
  ['ann bakker', null],
  ['ann@example.com', null],
  ['ann@home@example.com', null],
])('%j was most likely meant as %s', (text, meant) => {
  expect(unwrapped(text)).toBe(meant);
});
