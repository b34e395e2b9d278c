import {
  audiences,
  categories,
  compile,
  explain,
  languages,
  parseReply,
  type Audience,
  type Category,
  type ClassifierPlugin,
  type Language,
  type Rule,
  type Ruleset,
} from '../src/index.ts';
import { reportRules, reportsPlugin } from '../src/reports/report-rules.ts';
import { languageSamples, mainCauses } from './language-samples.ts';

interface Owned {
  readonly plugin: ClassifierPlugin;
  readonly rule: Rule;
}

/**
 * Path -> text of the documentation of a ruleset: a page a rule, a page a plugin, and an index by provider, by category and
 * by language. Same ruleset, same bytes.
 */
export function rulePages(ruleset: Ruleset): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const plugin of ruleset.plugins) {
    pages.set(`${plugin.id}/README.md`, pluginPage(plugin));
    for (const rule of plugin.rules)
      pages.set(`${plugin.id}/${nameOf({ plugin, rule })}.md`, rulePage({ plugin, rule }, ruleset));
  }
  pages.set(`${reportsPlugin.id}/README.md`, reportsPage(ruleset));
  pages.set('README.md', indexPage(ruleset));
  return pages;
}

/** The id without the plugin's: the name of the page. */
function nameOf({ plugin, rule }: Owned): string {
  return rule.id.slice(plugin.id.length + 1);
}

function rulePage({ plugin, rule }: Owned, ruleset: Ruleset): string {
  const lines = [
    `# ${plugin.name}: ${nameOf({ plugin, rule }).replaceAll('-', ' ')}`,
    '',
    verdictLine(rule),
    '',
    `\`${rule.id}\`, version ${rule.version}, of the plugin [${plugin.name}](README.md).`,
    '',
    '## Asks for',
    '',
    ...conditionLines(rule),
    '',
    '## Recognises',
    '',
    ...fenced(rule.examples.positive),
    '',
    '## Leaves alone',
    '',
    ...fenced(rule.examples.negative),
    '',
    '## Says',
    '',
    ...explanationLines(rule, ruleset),
    '',
    '## Sources',
    '',
    ...rule.sources.map(({ url, read }) => (read === undefined ? `- <${url}>` : `- <${url}>, read ${read}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function verdictLine({ verdict: { category, permanence, scope }, hostBound }: Rule): string {
  const facts = [`**${category}**`];
  if (permanence) facts.push(permanence === 'as-replied' ? 'permanent or transient as the reply says' : permanence);
  if (scope) facts.push(`about the ${scope}`);
  if (hostBound) facts.push("only for the provider's own hosts");
  return facts.join(' · ');
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

function list(values: readonly (string | number)[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

function fenced(examples: readonly string[]): string[] {
  return ['```text', ...examples, '```'];
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', nl: 'Nederlands' };
const audienceNames: Readonly<Record<Audience, string>> = {
  support: 'support staff',
  developer: 'whoever runs the sending',
  recipient: 'the person who was mailed',
};

function explanationLines({ id, verdict: { category, scope } }: Rule, ruleset: Ruleset): string[] {
  return languages.flatMap((language, i) => [
    ...(i > 0 ? [''] : []),
    `### ${languageNames[language]}`,
    '',
    ...audiences.map((audience) => {
      const { cause, remedy } = explain({ category, scope, ruleId: id }, ruleset, { language, audience });
      return `- To ${audienceNames[audience]}: ${cause} ${remedy}`;
    }),
  ]);
}

function pluginPage(plugin: ClassifierPlugin): string {
  const lines = [`# ${plugin.name}`, '', `Plugin \`${plugin.id}\`, version ${plugin.version}. The first rule that holds wins.`];
  if (plugin.mxSuffixes) lines.push('', `Goes first for hosts under ${list(plugin.mxSuffixes)}.`);
  lines.push('', '| # | rule | says |', '|---|---|---|');
  for (const [place, rule] of plugin.rules.entries()) {
    const name = nameOf({ plugin, rule });
    lines.push(`| ${place + 1} | [${name}](${name}.md) | ${verdictLine(rule)} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** Verdicts without a server's words have no rule of their own, and yet a name, a version and sources. */
function reportsPage(ruleset: Ruleset): string {
  const lines = [
    `# ${reportsPlugin.name}`,
    '',
    `Plugin \`${reportsPlugin.id}\`, version ${reportsPlugin.version}. What a mail that came back says by being what it is. Where it carries a server's words, the [rules](../README.md) decide.`,
  ];
  for (const { id, version, verdict, holdsFor, sources } of Object.values(reportRules)) {
    const { category, permanence, scope } = verdict;
    lines.push(
      '',
      `## ${id}`,
      '',
      `${[`**${category}**`, ...(permanence ? [permanence] : []), ...(scope ? [`about the ${scope}`] : [])].join(' · ')}, version ${version}. Holds for ${holdsFor}.`,
      '',
      ...languages.flatMap((language) => {
        const { cause, remedy } = explain({ category, scope, ruleId: id }, ruleset, { language, audience: 'support' });
        return [`- ${languageNames[language]}, to support staff: ${cause} ${remedy}`];
      }),
      `- Sources: ${sources.map(({ url }) => `<${url}>`).join(', ')}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function indexPage(ruleset: Ruleset): string {
  const all = ruleset.plugins.flatMap((plugin) => plugin.rules.map((rule): Owned => ({ plugin, rule })));
  const phrases = all.reduce((sum, { rule }) => sum + (rule.when.phrases?.length ?? 0), 0);
  const lines = [
    '# Rules',
    '',
    `${all.length} rules with ${phrases} phrases in ${ruleset.plugins.length} plugins. Generated: \`pnpm emit\` writes these pages.`,
    '',
    'A source with a date was opened on that day. One without is a standard, or a page that was named without being opened: check it before you rely on it.',
    '',
    '## By provider',
    '',
    'In order of precedence; a provider goes first for its own hosts.',
    '',
    '| plugin | hosts | rules | phrases |',
    '|---|---|---|---|',
    ...ruleset.plugins.map(providerRow),
    '',
    '## By what happened',
    '',
  ];
  for (const category of categories) {
    const members = all.filter(({ rule }) => rule.verdict.category === category);
    if (members.length > 0) lines.push(`- **${category}** (${members.length}): ${members.map(linkTo).join(', ')}`);
  }
  const without = categoriesWithoutRule(all.map(({ rule }) => rule.verdict.category));
  lines.push(
    '',
    `No rule gives ${without.map((category) => `\`${category}\``).join(', ')}; those come from [reports](${reportsPlugin.id}/README.md), not from replies.`,
    '',
    '## By language',
    '',
    'Which causes are recognised by their words, tried with one sentence each.',
    '',
    `| language | ${mainCauses.join(' | ')} |`,
    `|---|${mainCauses.map(() => '---|').join('')}`,
    ...languageRows(ruleset),
    '',
    'Which rules explain themselves in words of their own; all others speak for their category.',
    '',
    '| language | rules |',
    '|---|---|',
    ...languages.map(
      (language) => `| ${languageNames[language]} | ${all.filter(({ rule }) => rule.explain?.[language]).length} |`,
    ),
  );
  return `${lines.join('\n')}\n`;
}

function providerRow({ id, name, mxSuffixes, rules }: ClassifierPlugin): string {
  const phrases = rules.reduce((sum, { when }) => sum + (when.phrases?.length ?? 0), 0);
  return `| [${name}](${id}/README.md) | ${mxSuffixes ? list(mxSuffixes) : 'all'} | ${rules.length} | ${phrases} |`;
}

function linkTo({ plugin, rule }: Owned): string {
  return `[${rule.id}](${plugin.id}/${nameOf({ plugin, rule })}.md)`;
}

function languageRows(ruleset: Ruleset): string[] {
  const classifier = compile(ruleset);
  return Object.entries(languageSamples).map(([language, samples]) => {
    const cells = mainCauses.map((cause) => {
      const raw = samples[cause];
      return raw !== null && classifier.classify({ reply: parseReply(raw) }).verdict.category === cause ? 'yes' : '';
    });
    return `| ${language} | ${cells.join(' | ')} |`;
  });
}

function categoriesWithoutRule(used: readonly Category[]): Category[] {
  return categories.filter((category) => !used.includes(category));
}
