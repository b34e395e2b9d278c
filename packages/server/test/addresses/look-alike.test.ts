import { describe, expect, test } from 'vitest';
import { lookAlike, wellKnownDomains } from '../../src/addresses/look-alike.ts';

describe('a slip of the finger', () => {
  test.each([
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.nl', 'gmail.com'],
    ['gmial.com', 'gmail.com'],
    ['gmal.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['gmail.comm', 'gmail.com'],
    ['gamil.com', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmal.nl', 'hotmail.nl'],
    ['hotmail.con', 'hotmail.com'],
    ['hormail.com', 'hotmail.com'],
    ['homtail.nl', 'hotmail.nl'],
    ['outlok.com', 'outlook.com'],
    ['outllok.com', 'outlook.com'],
    ['ziggo.com', 'ziggo.nl'],
    ['zigo.nl', 'ziggo.nl'],
    ['ziggo.nll', 'ziggo.nl'],
    ['zigggo.nl', 'ziggo.nl'],
    ['kpnmial.nl', 'kpnmail.nl'],
    ['icloud.co', 'icloud.com'],
    ['iclould.com', 'icloud.com'],
    ['yaho.com', 'yahoo.com'],
    ['telent.be', 'telenet.be'],
    ['xs4al.nl', 'xs4all.nl'],
  ])('%s: %s was meant', (typed, meant) => {
    expect(lookAlike(typed)).toBe(meant);
  });
});

describe('another name is no slip', () => {
  test.each([
    ['example.com'],
    ['mai.nl'],
    ['meal.com'],
    ['live.eu'],
    ['gov.uk'],
    ['home.be'],
    ['ing.nl'],
    ['zorg.nl'],
    ['outlook.de'],
    ['yahoo.it'],
    ['fee.fr'],
    ['planet.com'],
    ['me.nl'],
    ['mail.example.com'],
    ['ziekenhuis.nl'],
    ['amazon.com'],
    ['a.b'],
  ])('%s', (typed) => {
    expect(lookAlike(typed)).toBeNull();
  });

  test('nor is a well-known domain, nor one to which mails of this sender arrive', () => {
    expect(wellKnownDomains.filter((domain) => lookAlike(domain) !== null)).toEqual([]);
    expect(lookAlike('gmial.com', ['gmial.com'])).toBeNull();
  });
});

test('domains of the sender count as known', () => {
  expect(lookAlike('zorggroep-norod.nl', ['zorggroep-noord.nl'])).toBe('zorggroep-noord.nl');
  expect(lookAlike('zorggroep-norod.nl')).toBeNull();
});
