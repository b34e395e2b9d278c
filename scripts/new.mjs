// `pnpm new rule google.mailbox-full`: a rule of a built-in plugin, listed last in it.
// `pnpm new plugin acme [folder]`: a plugin as data, for use outside this repository.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
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
  const plugin = await findPlugin(pluginId);
  const file = path.join(path.dirname(plugin), `${what}.ts`);
  if (existsSync(file)) throw new Error(`${path.relative(root, file)} exists already`);
  const variable = what.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const up = path.relative(path.dirname(file), path.join(root, 'packages', 'rules', 'src'));
  await writeFile(
    file,
    `import type { Rule } from '${up}/rule.ts';
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
`,
  );
  const text = await readFile(plugin, 'utf8');
  const listed = text.replace(/(\n {2}rules: \[)([^\]]*?),?(\s*\],\n)/, `$1$2, ${variable}$3`);
  if (listed === text)
    throw new Error(`${path.relative(root, plugin)} has no list of rules that can be added to: list ${variable} there by hand`);
  const imports = listed.lastIndexOf('\nimport ');
  const end = listed.indexOf('\n', imports + 1);
  await writeFile(plugin, `${listed.slice(0, end)}\nimport { ${variable} } from './${what}.ts';${listed.slice(end)}`);
  console.log(`${path.relative(root, file)} is written and listed last in ${path.relative(root, plugin)}: move it to where its precedence belongs.
Fill it in, then: pnpm emit (its lock line and its page), pnpm format, pnpm test. How a rule works: docs/rule-author.md`);
}

async function findPlugin(id) {
  const { readdir } = await import('node:fs/promises');
  const plugins = path.join(root, 'packages', 'rules', 'src', 'plugins');
  for (const file of await readdir(plugins, { recursive: true })) {
    const full = path.join(plugins, file);
    if (file.endsWith('.ts') && (await readFile(full, 'utf8')).includes(`\n  id: '${id}',\n`)) return full;
  }
  throw new Error(`There is no plugin ${id} in packages/rules/src/plugins`);
}

async function newPlugin(id, where) {
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
