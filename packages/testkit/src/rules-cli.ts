#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import {
  checkRuleset,
  compile,
  defaultRuleset,
  diffRulesets,
  parseReply,
  parseRuleset,
  withPlugins,
  type ClassifierPlugin,
  type Ruleset,
} from '@bezorgd/rules';
import { importKumoMta, importZoneMta } from './import/import-rules.ts';

const usage = `bezorgd-rules check FILE…                    the laws of the catalogue on plugins or rulesets (JSON), put before the built-in ones
bezorgd-rules diff BEFORE AFTER [REPLIES]    what changes between two rulesets; replies one a line, or {"reply", "mxHost"?} a line
bezorgd-rules classify FILE… < REPLIES       with these plugins before the built-in ones
bezorgd-rules import kumomta|zonemta FILE --id NAME [--source URL]   a rule file of that program as a plugin (JSON)
FILE: a plugin or a ruleset as JSON; "default" is the built-in ruleset; diff takes a plugin with the built-in ones. REPLIES: a file, or standard input.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      source: { type: 'string' },
      json: { type: 'boolean' },
      alone: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [command, ...words] = positionals;
  if (command === 'check' && words.length > 0) {
    const plugins = await pluginsOf(words);
    return check(values.alone ? { plugins } : withPlugins(plugins), values.json ?? false);
  }
  if (command === 'diff' && words.length >= 2) {
    const [before, after] = await Promise.all(words.slice(0, 2).map((file) => loadRuleset(file)));
    return diff(before!, after!, words[2], values.json ?? false);
  }
  if (command === 'classify') return classifyLines(withPlugins(await pluginsOf(words)));
  if (command === 'import' && words.length === 2 && values.id) {
    const text = await readFile(words[1]!, 'utf8');
    const options = { id: values.id, source: values.source ?? words[1]!, read: new Date().toISOString().slice(0, 10) };
    const importer = { kumomta: importKumoMta, zonemta: importZoneMta }[words[0]!];
    if (importer) {
      const { plugin, notes } = importer(text, options);
      console.log(JSON.stringify(plugin, null, 2));
      for (const note of notes) console.error(note);
      console.error(`${plugin.rules.length} rules, ${notes.length} notes`);
      return 0;
    }
  }
  console.error(usage);
  return values.help ? 0 : 2;
}

function check(ruleset: Ruleset, json: boolean): number {
  const problems = checkRuleset(ruleset);
  if (json) console.log(JSON.stringify(problems, null, 2));
  else for (const { law, message } of problems) console.log(`${law}: ${message}`);
  const rules = ruleset.plugins.reduce((sum, plugin) => sum + plugin.rules.length, 0);
  console.error(`${rules} rules, ${problems.length} problems`);
  return problems.length > 0 ? 1 : 0;
}

async function diff(before: Ruleset, after: Ruleset, replies: string | undefined, json: boolean): Promise<number> {
  const text = replies === undefined ? await standardInput() : await readFile(replies, 'utf8');
  const inputs = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(inputOf);
  const found = diffRulesets(compile(before), compile(after), inputs);
  if (json) {
    console.log(JSON.stringify(found, null, 2));
    return 0;
  }
  console.log(
    `${found.replies} replies: ${found.changes.length} verdicts change; ${found.suppressionsThatCome} suppressions would come, ${found.suppressionsThatGo} go`,
  );
  for (const { from, to, count } of found.moves) console.log(`${String(count).padStart(6)}  ${from} -> ${to}`);
  for (const { input, before: old, after: new_, suppression } of found.changes.slice(0, 50)) {
    console.log(`\n  ${[input.reply.replyCode, input.reply.enhancedStatusCode, input.reply.text].filter(Boolean).join(' ')}`);
    console.log(
      `    ${old.verdict.category} by ${old.ruleId ?? 'none'}@${old.ruleVersion ?? '-'} -> ${new_.verdict.category} by ${new_.ruleId ?? 'none'}@${new_.ruleVersion ?? '-'}${suppression ? ` (suppression ${suppression})` : ''}`,
    );
  }
  return 0;
}

async function classifyLines(ruleset: Ruleset): Promise<number> {
  const classifier = compile(ruleset);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const { verdict, bounceType, ruleId, ruleVersion, confidence } = classifier.classify(inputOf(line));
    console.log(JSON.stringify({ ...verdict, bounceType, ruleId, ruleVersion, confidence }));
  }
  return 0;
}

function inputOf(line: string) {
  if (!line.startsWith('{')) return { reply: parseReply(line) };
  const { reply, mxHost } = JSON.parse(line) as { reply: string; mxHost?: string };
  return { reply: parseReply(reply), mxHost: mxHost ?? null };
}

async function pluginsOf(files: readonly string[]): Promise<readonly ClassifierPlugin[]> {
  return (await Promise.all(files.map(async (file) => parseRuleset(await readDocument(file))))).flatMap(({ plugins }) => plugins);
}

/** A plugin by itself is meant as the service takes it: with the built-in ones. */
async function loadRuleset(file: string): Promise<Ruleset> {
  if (file === 'default') return defaultRuleset;
  const document = await readDocument(file);
  const ruleset = parseRuleset(document);
  return document.alone ? withPlugins(ruleset.plugins) : ruleset;
}

/** A ruleset, a plugin, or the answer of GET /v1/ruleset. */
async function readDocument(file: string): Promise<{ plugins: unknown; alone: boolean }> {
  const json = JSON.parse(await readFile(file, 'utf8')) as { ruleset?: { plugins: unknown }; plugins?: unknown };
  const plugins = json.ruleset ? json.ruleset.plugins : json.plugins;
  return plugins === undefined ? { plugins: [json], alone: true } : { plugins, alone: false };
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
