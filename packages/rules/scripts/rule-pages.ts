import { categories, explain, type Category, type ClassifierPlugin, type Rule, type Ruleset } from '../src/index.ts';

/** File name -> text of the documentation of a ruleset: a page a plugin, and an index by category. Same ruleset, same bytes. */
export function rulePages(ruleset: Ruleset): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const plugin of ruleset.plugins) pages.set(`${plugin.id}.md`, pluginPage(plugin, ruleset));
  pages.set('README.md', indexPage(ruleset));
  return pages;
}

function pluginPage(plugin: ClassifierPlugin, ruleset: Ruleset): string {
  const lines = [
    `# ${plugin.name}`,
    '',
    `Plugin \`${plugin.id}\`, version ${plugin.version}, ${plugin.rules.length} rules. The first rule that holds wins.`,
  ];
  if (plugin.mxSuffixes)
    lines.push('', `Goes first for hosts under ${plugin.mxSuffixes.map((suffix) => `\`${suffix}\``).join(', ')}.`);
  for (const rule of plugin.rules) lines.push('', ...ruleSection(rule, ruleset));
  return `${lines.join('\n')}\n`;
}

function ruleSection(rule: Rule, ruleset: Ruleset): string[] {
  const { category, permanence, scope } = rule.verdict;
  const facts = [`version ${rule.version}`, `\`${category}\``];
  if (permanence) facts.push(permanence === 'as-replied' ? 'permanent or transient as the reply says' : permanence);
  if (scope) facts.push(`about the ${scope}`);
  if (rule.hostBound) facts.push('only for its own hosts');
  const input = { category, scope, ruleId: rule.id };
  const lines = [`## ${rule.id}`, '', `${facts.join(' · ')}`, ''];
  for (const language of ['en', 'nl'] as const) {
    const { cause, remedy } = explain(input, ruleset, { language, audience: 'support' });
    lines.push(`- ${language}: ${cause} ${remedy}`);
  }
  lines.push('', '**Asks for**', '', ...conditionLines(rule));
  lines.push('', '**Recognises**', '', ...fenced(rule.examples.positive));
  lines.push('', '**Leaves alone**', '', ...fenced(rule.examples.negative));
  lines.push('', `**Sources**: ${rule.sources.map(({ url, read }) => `<${url}> (read ${read})`).join(', ')}`);
  return lines;
}

function list(values: readonly (string | number)[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

function conditionLines({ when }: Rule): string[] {
  const lines: string[] = [];
  if (when.commands) lines.push(`- command: ${list(when.commands)}`);
  if (when.replyCodes) lines.push(`- reply code: ${list(when.replyCodes)}`);
  if (when.enhancedStatusCodes) lines.push(`- enhanced status code: ${list(when.enhancedStatusCodes)}`);
  if (when.phrases) lines.push(`- one of ${when.phrases.length} phrases: ${list(when.phrases)}`);
  if (when.without) lines.push(`- none of: ${list(when.without)}`);
  return lines;
}

function fenced(examples: readonly string[]): string[] {
  return ['```text', ...examples, '```'];
}

function indexPage(ruleset: Ruleset): string {
  const all = ruleset.plugins.flatMap((plugin) => plugin.rules.map((rule) => ({ plugin, rule })));
  const lines = ['# Rules', '', `${all.length} rules in ${ruleset.plugins.length} plugins, in order of precedence:`, ''];
  for (const { id, name, version, rules } of ruleset.plugins)
    lines.push(`1. [${name}](${id}.md) (\`${id}\` ${version}, ${rules.length} rules)`);
  lines.push('', 'By what happened:', '');
  for (const category of categories) {
    const members = all.filter(({ rule }) => rule.verdict.category === category);
    if (members.length > 0) lines.push(`- **${category}**: ${members.map(linkTo).join(', ')}`);
  }
  const without = categoriesWithoutRule(all.map(({ rule }) => rule.verdict.category));
  lines.push(
    '',
    `No rule gives ${without.map((category) => `\`${category}\``).join(', ')}; those come from reports, not from replies.`,
  );
  return `${lines.join('\n')}\n`;
}

function linkTo({ plugin, rule }: { readonly plugin: ClassifierPlugin; readonly rule: Rule }): string {
  return `[${rule.id}](${plugin.id}.md#${rule.id.toLowerCase().replaceAll('.', '')})`;
}

function categoriesWithoutRule(used: readonly Category[]): Category[] {
  return categories.filter((category) => !used.includes(category));
}
