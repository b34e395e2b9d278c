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

const usage = `bezorgd-rules check FILE… [--alone]          the laws of the catalogue on plugins or rulesets (JSON), put before the built-in ones (not with --alone)
bezorgd-rules diff BEFORE AFTER [REPLIES]    what changes between two rulesets; replies one a line, or {"reply", "mxHost"?} a line
bezorgd-rules classify FILE… < REPLIES       with these plugins before the built-in ones
bezorgd-rules import kumomta|zonemta FILE --id NAME [--source URL]   a rule file of that program as a plugin (JSON)
FILE: a plugin or a ruleset as JSON; "default" is the built-in ruleset; diff takes a plugin with the built-in ones. REPLIES: a file, or standard input. check and diff with --json: for programs.`;

const importers = new Map([
  ['kumomta', importKumoMta],
  ['zonemta', importZoneMta],
]);

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
    const importer = importers.get(words[0]!);
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
  console.error(`${rules} rules, ${problems.length} problem${problems.length === 1 ? '' : 's'}`);
  return problems.length > 0 ? 1 : 0;
}

async function diff(before: Ruleset, after: Ruleset, replies: string | undefined, json: boolean): Promise<number> {
  const text = replies === undefined ? await standardInput() : await readFile(replies, 'utf8');
  const inputs = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [inputOf(line, index + 1)]));
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
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    const { verdict, bounceType, ruleId, ruleVersion, confidence } = classifier.classify(inputOf(line, number));
    console.log(JSON.stringify({ ...verdict, bounceType, ruleId, ruleVersion, confidence }));
  }
  return 0;
}

function inputOf(line: string, number: number) {
  if (!line.startsWith('{')) return { reply: parseReply(line) };
  const { reply, mxHost = null } = parseJson(line, `line ${number}`) as { reply?: unknown; mxHost?: unknown };
  if (typeof reply !== 'string') throw new Error(`line ${number}: reply must be a text`);
  if (mxHost !== null && typeof mxHost !== 'string') throw new Error(`line ${number}: mxHost must be a text, or left out`);
  return { reply: parseReply(reply), mxHost };
}

async function pluginsOf(files: readonly string[]): Promise<readonly ClassifierPlugin[]> {
  return (await Promise.all(files.map(readRuleset))).flatMap(({ ruleset }) => ruleset.plugins);
}

/** A plugin by itself is meant as the service takes it: with the built-in ones. */
async function loadRuleset(file: string): Promise<Ruleset> {
  if (file === 'default') return defaultRuleset;
  const { ruleset, isPlugin } = await readRuleset(file);
  return isPlugin ? withPlugins(ruleset.plugins) : ruleset;
}

/** A ruleset, a plugin, or the answer of GET /v1/ruleset. */
async function readRuleset(file: string): Promise<{ readonly ruleset: Ruleset; readonly isPlugin: boolean }> {
  const document = parseJson(await readFile(file, 'utf8'), file);
  const { ruleset = document } = { ...(document as { ruleset?: unknown }) };
  const { plugins } = { ...(ruleset as { plugins?: unknown }) };
  try {
    return { ruleset: parseRuleset({ plugins: plugins === undefined ? [document] : plugins }), isPlugin: plugins === undefined };
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
  }
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
