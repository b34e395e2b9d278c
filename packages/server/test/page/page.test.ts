import { actors } from '@bezorgd/rules';
import { Browser, type BrowserPage } from 'happy-dom';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { statuses } from '../../src/deliveries/delivery-state.ts';
import type { DeliveryEventType } from '../../src/events/mail-event.ts';
import { suppressionCauses } from '../../src/suppressions/judge-suppressions.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: Browser;
let page: BrowserPage;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  // The page runs as in a browser: its own script, asking the service over HTTP.
  browser = new Browser({ settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true } });
  page = browser.newPage();
  await page.goto(`${server.url}/`);
  await page.waitUntilComplete();
});
afterEach(() => browser.close());

const field = (id: string): any => page.mainFrame.document.getElementById(id);
async function choose(language: string): Promise<void> {
  field('language').value = language;
  field('language').dispatchEvent(new page.mainFrame.window.Event('change'));
  await page.waitUntilComplete();
}
/** Fills a form in, sends it, and resolves to what the page then says. */
async function asked(form: 'arrived' | 'returned', text: string, key = server.key): Promise<string> {
  field('key').value = key;
  field({ arrived: 'whom', returned: 'mail' }[form]).value = text;
  field(form).dispatchEvent(new page.mainFrame.window.Event('submit', { cancelable: true }));
  await page.waitUntilComplete();
  return shown();
}
const shown = (): string => field('answer').textContent.replace(/\s+/g, ' ');

async function told(...events: readonly object[]): Promise<void> {
  const { body } = await server.post('/v1/events', { events });
  expect(body).toMatchObject({ accepted: events.length, refused: [] });
}
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

describe('did it arrive', () => {
  test('of an address: whether to mail it, each mail in words, and on request the words that decided', async () => {
    const mail = { messageId: 'letter-1@example.org', recipient: 'ann@example.com' };
    await told(
      { type: 'processed', ...mail, occurredAt: minutesAgo(9) },
      {
        type: 'bounced',
        ...mail,
        occurredAt: minutesAgo(8),
        reply: '550 5.1.1 <ann@example.com>: User unknown',
        mxHost: 'mx.example.com',
      },
    );
    await choose('nl');
    const answer = await asked('arrived', ' ann@example.com ');
    expect(answer).toContain('Mail niet naar dit adres: mail ernaartoe is definitief geweigerd, sinds ');
    expect(answer).toContain('ann@example.com: niet aangekomen');
    expect(answer).toContain('De ontvangende server zegt dat deze mailbox niet bestaat.');
    expect(answer).toContain('Wie is aan zet: wie deze mail liet versturen');

    const proof: any = field('answer').querySelector('details');
    proof.dispatchEvent(new page.mainFrame.window.Event('toggle'));
    await page.waitUntilComplete();
    expect(proof.querySelector('mark').textContent).toBe('User unknown');
    expect(proof.textContent).toContain('common-phrases.recipient-unknown@');
    expect(proof.textContent).toContain('mx.example.com');
  });

  test('of a Message-ID, with its angle brackets', async () => {
    await told({ type: 'delivered', messageId: 'letter-2@example.org', recipient: 'bob@example.com', occurredAt: minutesAgo(3) });
    expect(await asked('arrived', '<letter-2@example.org>')).toContain('bob@example.com: accepted');
  });

  test('of nobody we know', async () => {
    expect(await asked('arrived', 'nobody@example.com')).toBe(
      'Of this address or Message-ID no mail is known.This address may be mailed.',
    );
    expect(await asked('arrived', 'no-such-message')).toBe('Of this address or Message-ID no mail is known.');
  });

  test('goes on to older mails', async () => {
    const events = Array.from({ length: 12 }, (_, index) => ({
      type: 'delivered',
      messageId: `many-${index}@example.org`,
      recipient: 'cas@example.com',
      occurredAt: minutesAgo(index),
    }));
    await told(...events);
    await asked('arrived', 'cas@example.com');
    expect(field('answer').querySelectorAll('article')).toHaveLength(10);
    field('answer').querySelector('button').click();
    await page.waitUntilComplete();
    expect(field('answer').querySelectorAll('article')).toHaveLength(12);
    expect(field('answer').querySelector('button')).toBeNull();
  });
});

describe('what a returned mail says', () => {
  test('of each recipient; what it contains is text, never markup', async () => {
    const mail = `<ann@example.com>: host mx.example.com said: 552 5.2.2 Mailbox full <img src=x onerror=alert(1)>

<bob@example.com>: host mx.example.com said: 550 5.1.1 User unknown`;
    const answer = await asked('returned', mail);
    expect(answer).toContain('ann@example.com');
    expect(answer).toContain('The mailbox of the recipient is full.');
    expect(answer).toContain('bob@example.com');
    expect(answer).toContain('552 5.2.2 Mailbox full <img src=x onerror=alert(1)>');
    expect(field('answer').querySelector('img')).toBeNull();
  });

  test.each(['550 5.1.1 User unknown', 'user unknown in local recipient table'])(
    'of what a server answered: %s',
    async (reply) => {
      expect(await asked('returned', reply)).toContain('does not exist');
    },
  );
});

describe('what goes wrong is said', () => {
  test.each([
    ['', 'Fill in an API key first.'],
    ['bzd_nonsense', 'This API key is not known, is over, or was revoked.'],
  ])('with the key %j', async (key, words) => {
    expect(await asked('arrived', 'ann@example.com', key)).toBe(words);
    expect(field('answer').querySelector('[role=alert]')).not.toBeNull();
  });

  test('by the service, in its words', async () => {
    expect(await asked('arrived', 'x'.repeat(1001))).toContain('messageId');
  });
});

describe('the page', () => {
  test('lets in no script but its own', async () => {
    const { headers } = await fetch(`${server.url}/`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(await (await fetch(`${server.url}/`)).text()).not.toMatch(/<script>|\son\w+=|style=/);
  });

  test('has all its words in both languages, and one for each status, cause, actor and event', async () => {
    const { words } = await import(new URL('../../page/words.js', import.meta.url).href);
    const shape = (table: object): unknown =>
      Object.fromEntries(Object.entries(table).map(([key, value]) => [key, typeof value === 'string' ? '' : shape(value)]));
    expect(shape(words.nl)).toEqual(shape(words.en));
    const events = {
      reported: true,
      processed: true,
      suspended: true,
      deferred: true,
      opened: true,
      clicked: true,
      displayed: true,
      'unsubscribe-requested': true,
      delivered: true,
      'auto-replied': true,
      challenged: true,
      discarded: true,
      rejected: true,
      bounced: true,
      complained: true,
    } satisfies Record<DeliveryEventType, true>;
    expect(Object.keys(words.en.statuses).toSorted()).toEqual(statuses.toSorted());
    expect(Object.keys(words.en.actors).toSorted()).toEqual(actors.toSorted());
    expect(Object.keys(words.en.events).toSorted()).toEqual(Object.keys(events).toSorted());
    expect(Object.keys(words.en.causes).toSorted()).toEqual([...suppressionCauses, 'address-syntax'].toSorted());
  });

  test('says what its own marks name, in the language chosen', async () => {
    const marks = [...(page.mainFrame.document.querySelectorAll('[data-words]') as any)];
    expect(marks.length).toBeGreaterThan(8);
    await choose('nl');
    expect(page.mainFrame.document.documentElement.lang).toBe('nl');
    expect(marks.map((mark) => mark.textContent)).not.toContain('undefined');
    expect(field('arrived').querySelector('button').textContent).toBe('Zoek op');
  });
});
