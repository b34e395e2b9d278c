/**
 * How many distinct replies a second one core classifies, reading of the reply included; by the clock, and by the processor's
 * time, which other programs on the machine disturb less.
 * Prints JSON lines: the default ruleset, the same ten times as large, a loop of regular expressions over the same rules, and
 * the size of the package for a browser.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { compile, defaultRuleset, parseReply, type ClassifierPlugin, type Rule, type Ruleset } from '../src/index.ts';

const rounds = 9;
const wanted = 24_000;

const hosts = [
  'gmail-smtp-in.l.google.com',
  'mx1.mail.protection.outlook.com',
  'mta7.am0.yahoodns.net',
  'mx.example.nl',
  'mail.example.org',
  null,
];
const templates = [
  '550 5.1.1 <$a>: Recipient address rejected: User unknown in virtual mailbox table',
  '550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n550-5.1.1 double-checking the address for typos or\r\n550 5.1.1 unnecessary spaces. $i - gsmtp',
  "452 4.2.2 The recipient's inbox is out of storage space. $i - gsmtp",
  "550 5.7.26 Unauthenticated email from $d is not accepted due to domain's DMARC policy. $i - gsmtp",
  '554 5.7.1 Service unavailable; Client host [$p] blocked using zen.example.net; https://www.example.net/query/ip/$p',
  "550 5.7.1 Unfortunately, messages from [$p] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). [$h 2026-11-23 $i]",
  '421 4.7.0 [TSS04] Messages from $p temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.example.com/error-codes',
  '451 4.7.1 <$a>: Recipient address rejected: Greylisted for 300 seconds (id $i)',
  '552 5.3.4 Message size exceeds fixed limit $i',
  '550 5.4.1 Recipient address rejected: Access denied. [$h $i]',
  '450 4.1.8 <$a>: Sender address rejected: Domain not found',
  '550 relay not permitted for $a by $h id $i',
  '550 $i reached us in words that nobody has seen before, from $p',
  '421 4.3.2 Service shutting down $h $i',
  '250 2.0.0 Ok: queued as $i',
  '554 5.7.1 Message rejected as spam by content filter, id=$i at $h',
  '550 5.2.1 <$a> mailbox disabled, not accepting messages $i',
  '451 4.4.2 Timeout - closing connection. $i',
];

function generated(): { raw: string; mxHost: string | null }[] {
  return Array.from({ length: wanted }, (_, n) => {
    const id = ((n * 2_654_435_761) % 4_294_967_296).toString(36);
    const fill: Readonly<Record<string, string>> = {
      a: `user${id}@d${n % 977}.example.com`,
      d: `d${n % 977}.example.org`,
      i: `${id}.${n}`,
      p: `203.0.${n % 256}.${(n * 7) % 256}`,
      h: `mx${n % 31}.example.net`,
    };
    const raw = templates[n % templates.length]!.replaceAll(/\$([adiph])/g, (_match, key: string) => fill[key] ?? '');
    return { raw, mxHost: hosts[n % hosts.length] ?? null };
  });
}

/** The same rules ten times: nine copies whose phrases end in a word that no reply has. */
function tenfold({ plugins }: Ruleset): Ruleset {
  const copies = Array.from({ length: 9 }, (_, copy) => plugins.map((plugin) => copyOf(plugin, copy)));
  return { plugins: [...copies.flat(), ...plugins] };
}
function copyOf(plugin: ClassifierPlugin, copy: number): ClassifierPlugin {
  const id = `${plugin.id}-copy${copy}`;
  const altered = (phrases: readonly string[]) =>
    phrases.map((phrase) => `${phrase} copy${copy}`) as unknown as Rule['when']['phrases'];
  const rules = plugin.rules
    .filter((rule) => rule.when.phrases)
    .map((rule): Rule => ({ ...rule, id: `${id}.${rule.id}`, when: { ...rule.when, phrases: altered(rule.when.phrases!)! } }));
  return { ...plugin, id, rules };
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}

function measure(
  name: string,
  classifyOne: (raw: string, mxHost: string | null) => string,
  extra: object,
  replies = generated(),
): void {
  const rates: number[] = [];
  const cpuRates: number[] = [];
  let checksum = 0;
  for (let round = 0; round <= rounds; round++) {
    const start = process.hrtime.bigint();
    const cpu = process.cpuUsage();
    for (const { raw, mxHost } of replies) checksum += classifyOne(raw, mxHost).length;
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const used = process.cpuUsage(cpu);
    // The first round warms up.
    if (round === 0) continue;
    rates.push(replies.length / seconds);
    cpuRates.push((replies.length / (used.user + used.system)) * 1e6);
  }
  const figures = {
    bench: name,
    repliesPerSecond: Math.round(median(rates)),
    repliesPerCpuSecond: Math.round(median(cpuRates)),
    distinctReplies: replies.length,
    rounds,
    checksum,
    ...extra,
  };
  console.log(JSON.stringify(figures));
}

function bench(name: string, ruleset: Ruleset): void {
  const start = process.hrtime.bigint();
  const classifier = compile(ruleset);
  const compileMs = Math.round(Number(process.hrtime.bigint() - start) / 1e6);
  const rules = ruleset.plugins.flatMap((plugin) => plugin.rules);
  const phrases = rules.reduce((sum, rule) => sum + (rule.when.phrases?.length ?? 0), 0);
  measure(name, (raw, mxHost) => classifier.classify({ reply: parseReply(raw), mxHost }).verdict.category, {
    rules: rules.length,
    phrases,
    compileMs,
  });
}

function pattern(phrase: string): string {
  const pieces = phrase.split('…').map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return pieces.join('.*');
}

/** One regular expression a rule, tried one after another: what most classifiers do. */
function naive({ plugins }: Ruleset): (raw: string) => string {
  const rules = plugins.flatMap((plugin) => plugin.rules).filter((rule) => rule.when.phrases);
  const tries = rules.map(({ when, verdict }) => ({
    verdict,
    expression: new RegExp(`\\b(?:${(when.phrases ?? []).map(pattern).join('|')})`, 'i'),
  }));
  return (raw) => {
    const { text } = parseReply(raw);
    for (const { verdict, expression } of tries) if (expression.test(text)) return verdict.category;
    return 'unknown';
  };
}

bench('classify', defaultRuleset);
bench('classify-rules-x10', tenfold(defaultRuleset));
measure('classify-naive-regex', naive(defaultRuleset), {}, generated().slice(0, 1_200));

/** The package as one minified file, where a bundler is at hand (vitest brings one); else its files one by one. */
async function browserSize(): Promise<object> {
  try {
    const vite = createRequire(createRequire(import.meta.url).resolve('vitest/package.json')).resolve('vite/package.json');
    const rolldown = await import(createRequire(vite).resolve('rolldown'));
    const bundle = await rolldown.rolldown({ input: new URL('../src/index.ts', import.meta.url).pathname });
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    const code = output.map((chunk: { readonly code?: string }) => chunk.code ?? '').join('\n');
    return { bundled: true, bytes: Buffer.byteLength(code), gzipBytes: gzipSync(code).length };
  } catch {
    const dist = new URL('../dist/', import.meta.url);
    const names = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.js'));
    const files = await Promise.all(names.map((name) => readFile(new URL(name, dist))));
    const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
    return { bundled: false, bytes: sum(files.map((file) => file.length)), gzipBytes: sum(files.map((f) => gzipSync(f).length)) };
  }
}
console.log(JSON.stringify({ bench: 'browser-size', ...(await browserSize()) }));
