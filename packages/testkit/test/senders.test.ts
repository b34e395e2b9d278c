import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { kafkaMessage, loadTranscripts, postEvents, type TestEvent, topicOf, transcriptToEvents } from '../src/index.ts';

const events: TestEvent[] = (await loadTranscripts()).flatMap((transcript) =>
  transcriptToEvents(transcript, { now: new Date('2026-11-20T12:00:00Z'), tenant: 'care' }),
);

test('events are posted in batches and the answers added up', async () => {
  const bodies: { events: TestEvent[] }[] = [];
  const service: typeof fetch = async (_, init) => {
    const body = JSON.parse(String(init?.body)) as { events: TestEvent[] }; // our own request
    bodies.push(body);
    return Response.json({
      accepted: body.events.length - 1,
      duplicates: 0,
      refused: [{ index: 0, eventId: null, path: 'type', message: 'no' }],
    });
  };
  const many = Array.from({ length: 2500 }, (_, index) => events[index % events.length]!);
  const posted = await postEvents(many, { url: 'http://service.example', fetch: service });
  expect(bodies.map((body) => body.events.length)).toEqual([1000, 1000, 500]);
  expect(posted).toMatchObject({ accepted: 2497, refused: [{ index: 0 }, { index: 1000 }, { index: 2000 }] });
});

test('an error of the service is told with its words', async () => {
  await expect(
    postEvents(events, { url: 'http://service.example', fetch: async () => new Response('no key', { status: 401 }) }),
  ).rejects.toThrow('401 to POST /v1/events: no key');
});

test('a report travels through Kafka as the mail itself', () => {
  const report = events.find((event) => event.type === 'report')!;
  const { value, headers } = kafkaMessage(report);
  expect(topicOf(report)).toBe('mail.report');
  expect(value.toString()).toMatch(/^(?:Return-Path|From|X-Failed)/);
  expect(headers).toEqual({ tenant: expect.any(String), eventId: report.eventId });
});

test('other events travel as JSON, keyed by message and recipient', () => {
  const event = events.find(({ type }) => type === 'delivered')!;
  if (event.type === 'report') throw new Error('Found a report');
  expect(kafkaMessage(event)).toMatchObject({
    key: `${event.messageId} ${event.recipient}`,
    value: Buffer.from(JSON.stringify(event)),
  });
  expect(topicOf(event)).toBe('mail.delivery');
});

test('the command line replays, and answers wrong use with a usage and code 2', { timeout: 60_000 }, async () => {
  const cli = new URL('../src/cli.ts', import.meta.url).pathname;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [cli, 'load', '--count', '3', '--seed', '1']);
  expect(stdout.trim().split('\n')).toHaveLength(3);
  await expect(run(process.execPath, [cli])).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('bezorgd-testkit replay'),
  });
  await expect(run(process.execPath, [cli, 'replay', '--rules', '/does/not/exist'])).rejects.toMatchObject({ code: 2 });
});
