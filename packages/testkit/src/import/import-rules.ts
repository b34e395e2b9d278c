import { parseRuleset, type ClassifierPlugin, type Rule, type RuleVerdict } from '@bezorgd/rules';
import { parse as parseToml } from 'smol-toml';
import { readPattern } from './pattern.ts';

export interface ImportOptions {
  /** Id of the plugin that is made. */
  readonly id: string;
  /** Where the file is published. */
  readonly source: string;
  /** ISO date of reading it. */
  readonly read: string;
}

export interface Imported {
  readonly plugin: ClassifierPlugin;
  /** What could not be taken over, or only roughly, in words. */
  readonly notes: readonly string[];
}

type Verdicts = Readonly<Record<string, RuleVerdict>>;
const of = (
  category: RuleVerdict['category'],
  scope: RuleVerdict['scope'],
  permanence: RuleVerdict['permanence'] = 'as-replied',
): RuleVerdict => ({ category, permanence, scope });

/** KumoMTA's classes (docs.kumomta.com, "bounce classification"). What its class does not tell is taken on the safe side. */
const kumoVerdicts: Verdicts = {
  InvalidRecipient: of('recipient-unknown', 'recipient'),
  BadDomain: of('domain-unknown', 'domain'),
  InactiveMailbox: of('recipient-disabled', 'recipient', 'transient'),
  InvalidSender: of('sender-rejected', 'sender'),
  QuotaIssues: of('mailbox-full', 'recipient', 'transient'),
  NoAnswerFromHost: of('network-error', 'network', 'transient'),
  BadConnection: of('network-error', 'network', 'transient'),
  DNSFailure: of('network-error', 'network', 'transient'),
  RoutingErrors: of('network-error', 'network', 'transient'),
  RelayDenied: of('relay-denied', 'sender'),
  RelayingIssues: of('relay-denied', 'sender'),
  TransientFailure: of('remote-error', 'network', 'transient'),
  MessageExpired: of('expired', 'network', 'transient'),
  ProtocolErrors: of('protocol-error', 'network', 'transient'),
  BadConfiguration: of('protocol-error', 'network', 'transient'),
  AuthenticationFailed: of('auth-failure', 'sender'),
  PolicyRelated: of('policy', 'sender'),
  SpamBlock: of('ip-blocked', 'sender'),
  SpamContent: of('spam-content', 'message'),
  SpamRelated: of('spam-content', 'message'),
  VirusRelated: of('virus', 'message'),
  ProhibitedAttachment: of('content-rejected', 'message'),
  ContentRelated: of('content-rejected', 'message'),
  TooManyRecipients: of('rate-limited', 'sender', 'transient'),
  AutoReply: of('auto-reply', null, null),
  ChallengeResponse: of('challenge-response', null, null),
  Unsubscribe: of('unsubscribe-request', null, null),
};

/** ZoneMTA's categories (config/bounces.txt). */
const zoneVerdicts: Verdicts = {
  recipient: of('recipient-unknown', 'recipient'),
  blacklist: of('ip-blocked', 'sender'),
  block: of('policy', 'sender'),
  spam: of('spam-content', 'message'),
  virus: of('virus', 'message'),
  message: of('content-rejected', 'message'),
  policy: of('policy', 'sender'),
  rate: of('rate-limited', 'sender', 'transient'),
  capacity: of('mailbox-full', 'recipient', 'transient'),
  greylist: of('greylisted', 'sender', 'transient'),
  network: of('network-error', 'network', 'transient'),
  protocol: of('protocol-error', 'network', 'transient'),
  auth: of('auth-failure', 'sender'),
  dmarc: of('auth-failure', 'sender'),
  config: of('sender-rejected', 'sender'),
  sender: of('sender-rejected', 'sender'),
  // "recipient" and "envelope" alike lead to a refusal of the address there; envelope also holds senders, so it blocks nobody.
  envelope: of('protocol-error', 'message', 'transient'),
  other: of('remote-error', 'network', 'transient'),
};

/** A rule file of KumoMTA's bounce classifier: TOML, a table of class to patterns; earlier wins. */
export function importKumoMta(text: string, options: ImportOptions): Imported {
  const { rules } = parseToml(text) as { rules?: Record<string, unknown> };
  if (typeof rules !== 'object' || rules === null)
    throw new Error('The file has no [rules] table: give a KumoMTA bounce classifier file');
  const entries = Object.entries(rules).flatMap(([name, patterns]) => {
    if (!Array.isArray(patterns)) throw new Error(`rules.${name} is not a list of patterns`);
    return patterns.map((pattern) => ({ name, pattern: String(pattern) }));
  });
  return build(entries, kumoVerdicts, { ...options, name: 'KumoMTA rules' });
}

/** A bounces.txt of ZoneMTA: `pattern,action,category,message` lines; earlier wins. */
export function importZoneMta(text: string, options: ImportOptions): Imported {
  const entries: Entry[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [pattern, , name] = line.split(',');
    if (pattern && name) entries.push({ name: name.trim(), pattern });
  }
  return build(entries, zoneVerdicts, { ...options, name: 'ZoneMTA rules' });
}

interface Entry {
  readonly name: string;
  readonly pattern: string;
}

function build(entries: readonly Entry[], verdicts: Verdicts, options: ImportOptions & { readonly name: string }): Imported {
  const notes: string[] = [];
  const rules: Rule[] = [];
  const numbers = new Map<string, number>();
  for (const { name, pattern } of entries) {
    const verdict = verdicts[name];
    if (!verdict) {
      notes.push(`${name} is not a class we know; left out: ${pattern}`);
      continue;
    }
    let read;
    try {
      read = readPattern(pattern);
    } catch (error) {
      notes.push(`cannot be read (${(error as Error).message}); left out: ${pattern}`);
      continue;
    }
    if (read.length === 0) notes.push(`asks for nothing; left out: ${pattern}`);
    for (const { when, example, approximate } of read) {
      if (approximate) notes.push(`taken over roughly: ${pattern}`);
      const slug = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
      const number = (numbers.get(slug) ?? 0) + 1;
      numbers.set(slug, number);
      rules.push({
        id: `${options.id}.${slug}-${number}`,
        version: 1,
        when,
        verdict,
        sources: [{ url: options.source, read: options.read }],
        examples: { positive: [example], negative: ['250 2.0.0 OK'] },
      });
    }
  }
  const plugin: ClassifierPlugin = { id: options.id, version: '1.0.0', name: options.name, rules };
  // What an import makes is checked as strictly as what a person writes.
  parseRuleset({ plugins: [plugin] });
  return { plugin, notes };
}
