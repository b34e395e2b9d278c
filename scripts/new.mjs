// `pnpm new rule google.mailbox-full`: a rule of a built-in plugin, listed last in it.
// `pnpm new plugin acme [folder]`: a plugin as data, for use outside this repository.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const today = new Date().toISOString().slice(0, 10);
const [kind, name, folder = '.'] = process.argv.slice(2);

try {
  if (kind === 'rule' && /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(name ?? '')) await newRule(...name.split('.'));
  else if (kind === 'plugin' && /^[a-z][a-z0-9-]*$/.test(name ?? '')) await newPlugin(name, folder);
  else throw new Error('usage: pnpm new rule <plugin>.<what-is-wrong> | pnpm new plugin <name> [folder]');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function newRule(pluginId, what) {
  const plugin = await findPlugin(pluginId, what);
  const shown = path.relative(root, plugin.file);
  if (plugin.isOfProvider) {
    await writeFile(plugin.file, insert(plugin, providerRule(what)));
    console.log(`${pluginId}.${what} stands last in ${pluginId} of ${shown}: move it to where its precedence belongs.`);
  } else {
    const file = path.join(path.dirname(plugin.file), `${what}.ts`);
    if (existsSync(file)) throw new Error(`${path.relative(root, file)} exists already`);
    const variable = what.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
    const up = path.relative(path.dirname(file), path.join(root, 'packages', 'rules', 'src'));
    const listed = insert(plugin, `    ${variable},\n`);
    const end = listed.indexOf('\n', listed.lastIndexOf('\nimport ') + 1);
    await writeFile(file, rule(pluginId, what, variable, up));
    await writeFile(plugin.file, `${listed.slice(0, end)}\nimport { ${variable} } from './${what}.ts';${listed.slice(end)}`);
    console.log(`${path.relative(root, file)} is written and listed last in ${shown}: move it to where its precedence belongs.`);
  }
  console.log(
    `Fill it in, then: pnpm format, pnpm emit (its lock line and its page), pnpm test. How a rule works: docs/rule-author.md`,
  );
}

/** Where a built-in plugin is written, and where its list of rules ends. */
async function findPlugin(id, what) {
  const plugins = path.join(root, 'packages', 'rules', 'src', 'plugins');
  for (const entry of await readdir(plugins, { recursive: true })) {
    if (!entry.endsWith('.ts')) continue;
    const file = path.join(plugins, entry);
    const text = await readFile(file, 'utf8');
    const at = text.indexOf(`\n  id: '${id}',\n`);
    if (at === -1) continue;
    const own = text.slice(at, text.indexOf('\n}', at));
    const list = /\n {2}rules: \[(?:[^\n]*?(?=\],\n|\],$)|\n(?: {3,}[^\n]*\n|\n)*)/.exec(own);
    if (!list)
      throw new Error(`The rules of ${id} are not listed in ${path.relative(root, file)}: add yours by hand where they are made`);
    if (own.includes(`'${id}.${what}'`) || own.includes(`what: '${what}'`))
      throw new Error(`${path.relative(root, file)} has ${id}.${what} already`);
    const isOfProvider = text.slice(text.lastIndexOf('\n', at - 1), at).includes('providerPlugin({');
    return { file, text, end: at + list.index + list[0].length, isOfProvider };
  }
  throw new Error(`There is no plugin ${id} in packages/rules/src/plugins`);
}

function insert({ text, end }, lines) {
  const before = text.slice(0, end);
  return before.endsWith('\n')
    ? `${before}${lines}${text.slice(end)}`
    : `${before}, ${lines.trim().replace(/,$/, '')}${text.slice(end)}`;
}

function rule(pluginId, what, variable, up) {
  return `import type { Rule } from '${up}/rule.ts';
import { page } from '${up}/sources.ts';

export const ${variable}: Rule = {
  id: '${pluginId}.${what}',
  version: 1,
  // Whose fault is it? Decide that before you trust a code.
  when: { phrases: ['the words that say so'] },
  verdict: { category: 'unknown', permanence: null, scope: null },
  sources: [page('https://example.org/where-it-is-written')],
  examples: {
    positive: ['550 5.0.0 The words that say so, ann@example.com'],
    negative: ['550 5.0.0 A near miss that this rule must leave alone'],
  },
};
`;
}

/** Texts, verdict and source come from the category and the provider (provider.ts). */
function providerRule(what) {
  return `    {
      what: '${what}',
      // Whose fault is it? Decide that before you trust a code.
      category: 'policy',
      when: { phrases: ['the words that say so'] },
      positive: ['550 5.0.0 The words that say so, ann@example.com'],
      negative: ['550 5.0.0 A near miss that this rule must leave alone'],
    },
`;
}

async function newPlugin(id, where) {
  if (!existsSync(where)) throw new Error(`${path.resolve(where)} is not there: make the folder first`);
  const file = path.resolve(where, `${id}.plugin.json`);
  if (existsSync(file)) throw new Error(`${file} exists already`);
  const plugin = {
    id,
    version: '0.1.0',
    name: id,
    mxSuffixes: [`.${id}.example`],
    rules: [
      {
        id: `${id}.mailbox-full`,
        version: 1,
        when: { phrases: [`${id} says that the mailbox is full`] },
        verdict: { category: 'mailbox-full', permanence: 'transient', scope: 'recipient' },
        explain: {
          en: { support: { cause: `The mailbox at ${id} is full.`, remedy: 'Send again once there is room.' } },
          nl: { support: { cause: `De mailbox bij ${id} is vol.`, remedy: 'Verstuur opnieuw zodra er ruimte is.' } },
        },
        sources: [{ url: 'https://example.org/where-it-is-written', read: today }],
        examples: {
          positive: [`552 5.2.2 ${id} says that the mailbox is full`],
          negative: [`552 5.3.4 ${id} says that the message is too large`],
        },
      },
    ],
  };
  await writeFile(file, `${JSON.stringify(plugin, null, 2)}\n`);
  console.log(`${file} is written.
Check it:  npx -p @bezorgd/testkit bezorgd-rules check ${file}
Use it:    RULE_PLUGINS=${file} (the service), or compile({ plugins: [mine, ...defaultRuleset.plugins] })
How a rule works: docs/rule-author.md`);
}
