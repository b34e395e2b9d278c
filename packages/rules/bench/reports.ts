/**
 * How many returned mails a second one core reads and classifies, from raw bytes. Prints a JSON line: the median of some
 * rounds over mails of our own writing, of about twenty kinds and of the size that returned mails have. With `MAILS` set to
 * a folder, a second line for the mails (`*.eml`) in it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classifyReport, defaultClassifier, readReport } from '../src/index.ts';
import { layoutSamples } from '../test/reports/layout-samples.ts';
import { all, bytes, textMail } from '../test/reports/samples.ts';

const rounds = 5;
const perRound = 20_000;

/** What mails gather on their way, and what the returned mail brings along. */
const trace = Array.from(
  { length: 4 },
  (_, hop) =>
    `Received: from mx${hop}.example.net (mx${hop}.example.net [192.0.2.${hop + 10}])\n\tby in${hop}.example.org (Postfix) with ESMTPS id 4T${hop}X\n\tfor <afspraken@zorg.example.nl>; Mon, 2 Nov 2026 10:00:0${hop} +0100 (CET)`,
).join('\n');
const signature = `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.net; s=k1;\n\th=from:to:subject:date:message-id; bh=${'Ab3/'.repeat(11)};\n\tb=${`\n\t ${'x9Yz+/'.repeat(11)}`.repeat(5)}`;
const heads = `${trace}\n${signature}\n`;
const page = `<html><body>${'<p style="margin:0">Beste Anna, morgen om tien uur is uw afspraak.</p>\n'.repeat(45)}</body></html>\n`;

function lifelike(mail: string): Uint8Array {
  const grown = mail
    .replaceAll(/^From: Zorgportaal/gm, `${heads}From: Zorgportaal`)
    .replace(/^(Message-ID: <afspraak-1@zorg\.example\.nl>)\n/m, `$1\nContent-Type: text/html\n\n${page}`);
  return bytes(heads + grown);
}

/** Layouts that do not occur in `all`. */
const kinds = [
  'smail',
  'InterScan VirusWall',
  'Exchange 5.5 IMC',
  'PMDF and Sun Messaging',
  'Netscape Messaging Server',
  'a delay by Postfix',
  'XMail',
  'Kundenserver',
].map((name) => layoutSamples[name]!);
const own = [...all, ...kinds.map((mail) => textMail(mail.body, mail))].map(lifelike);
const classifier = defaultClassifier();

/** Mails a second by the clock, and by the processor's time: other programs on the machine only slow down the first. */
function round(mails: readonly Uint8Array[]): { clock: number; processor: number } {
  const began = performance.now();
  const before = process.cpuUsage();
  for (let n = 0; n < perRound; n++) classifyReport(readReport(mails[n % mails.length]!), classifier);
  const { user, system } = process.cpuUsage(before);
  return { clock: (perRound / (performance.now() - began)) * 1000, processor: (perRound / (user + system)) * 1e6 };
}

function median(speeds: readonly number[]): number {
  return Math.round(speeds.toSorted((a, b) => a - b)[Math.floor(speeds.length / 2)]!);
}

function measure(bench: string, mails: readonly Uint8Array[]): void {
  round(mails);
  const speeds = Array.from({ length: rounds }, () => round(mails));
  const mean = mails.reduce((sum, { length }) => sum + length, 0) / mails.length;
  console.log(
    JSON.stringify({
      bench,
      mailsPerSecond: median(speeds.map(({ clock }) => clock)),
      mailsPerProcessorSecond: median(speeds.map(({ processor }) => processor)),
      mails: mails.length,
      recognised: mails.filter((mail) => readReport(mail).kind !== 'not-a-report').length,
      meanBytes: Math.round(mean),
      node: process.version,
    }),
  );
}

measure('reports', own);
const folder = process.env['MAILS'];
if (folder !== undefined) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  const mails = names.map((name) => new Uint8Array(readFileSync(join(folder, name))));
  if (mails.length > 0) measure('reports-of-folder', mails);
}
