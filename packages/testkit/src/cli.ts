#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { defaultClassifier } from '@bezorgd/rules';
import type { TestEvent } from './event.ts';
import { loadTranscripts } from './files.ts';
import { generateEvents } from './load.ts';
import { postEvents } from './post-events.ts';
import { produceEvents } from './produce-events.ts';
import { replayRules } from './replay.ts';
import { resultLines } from './result-lines.ts';
import { playTranscripts } from './smtp-player.ts';
import type { Transcript } from './transcript.ts';
import { transcriptToEvents } from './transcript-events.ts';

const usage = `bezorgd-testkit replay --rules [--json] [PATH…]           expected against actual, per recipient
bezorgd-testkit replay --http URL [--tenant T] [--key K] [PATH…]   posts the events to a running service
bezorgd-testkit replay --kafka BROKERS [--tenant T] [PATH…]        produces the events to the topics of the contract
bezorgd-testkit replay --smtp PORT [PATH…]                plays the remote server on 127.0.0.1 until interrupted
bezorgd-testkit load --count N [--seed S] [--http URL | --kafka BROKERS]   made-up events; without a target as lines of JSON
PATH: .smtp files or folders of them; without any, the recordings of the package.`;

/** How far apart the recordings lie in time, so that the sample data look like some days of mail. */
const spreadMs = 2.5 * 3_600_000;

function eventsOf(transcripts: readonly Transcript[], tenant: string | undefined): TestEvent[] {
  // Rounded to the hour, so that the same recordings are the same events when told twice.
  const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  return transcripts.flatMap((transcript, index) =>
    transcriptToEvents(transcript, {
      now: new Date(now - (transcripts.length - 1 - index) * spreadMs),
      ...(tenant && { tenant }),
    }),
  );
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rules: { type: 'boolean' },
      json: { type: 'boolean' },
      http: { type: 'string' },
      kafka: { type: 'string' },
      smtp: { type: 'string' },
      tenant: { type: 'string' },
      key: { type: 'string' },
      count: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [command, ...paths] = positionals;
  const target = { url: values.http ?? '', ...(values.key && { apiKey: values.key }) };
  const brokers = values.kafka?.split(',') ?? [];
  if (command === 'load' && values.count) {
    const events = generateEvents({
      count: Number(values.count),
      seed: Number(values.seed ?? 1),
      start: new Date(Date.now() - Number(values.count) * 5),
      ...(values.tenant && { tenants: [values.tenant] }),
    });
    if (values.http) return tell(await postEvents(events, target));
    if (values.kafka) return tell({ produced: await produceEvents(events, brokers) });
    for (const event of events) console.log(JSON.stringify(event));
    return 0;
  }
  if (command !== 'replay' || values.help) {
    console.error(usage);
    return values.help ? 0 : 2;
  }
  const transcripts = await loadTranscripts(paths);
  if (values.rules) {
    const results = replayRules(transcripts, defaultClassifier());
    for (const line of values.json ? [JSON.stringify(results, null, 2)] : resultLines(results)) console.log(line);
    return results.every(({ ok }) => ok) ? 0 : 1;
  }
  if (values.http) return tell(await postEvents(eventsOf(transcripts, values.tenant), target));
  if (values.kafka) return tell({ produced: await produceEvents(eventsOf(transcripts, values.tenant), brokers) });
  if (values.smtp) return play(transcripts, Number(values.smtp));
  console.error(usage);
  return 2;
}

function tell(answer: { readonly produced?: number; readonly refused?: readonly unknown[] }): number {
  console.log(JSON.stringify(answer, null, 2));
  return answer.refused?.length ? 1 : 0;
}

async function play(transcripts: readonly Transcript[], port: number): Promise<number> {
  const player = await playTranscripts(transcripts, { port, log: (line) => console.log(line) });
  for (const { address, transcript, recipient, port: door } of player.roles)
    console.log(`127.0.0.1:${door}  ${address}  plays ${transcript} as answered for ${recipient}`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await player.close();
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
