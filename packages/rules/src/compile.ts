import type { Classification, ClassifyInput, Confidence, RunnerUp } from './classify.ts';
import { parseRuleset } from './parse-ruleset.ts';
import { digestOf } from './digest.ts';
import { CodeIndex } from './engine/code-index.ts';
import { PhraseMatcher } from './engine/matcher.ts';
import { permanenceIn } from './permanence.ts';
import type { ClassifierPlugin } from './plugin.ts';
import type { SmtpReply } from './reply.ts';
import type { Rule, SmtpCommand } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import { bounceTypeOf, labelOf, type BounceType, type Category, type Label, type Permanence, type Verdict } from './verdict.ts';

/** A ruleset made ready. Holds no state between replies that a caller could see; not for use by several threads at once. */
export interface Classifier {
  readonly digest: string;
  readonly ruleset: Ruleset;
  classify(input: ClassifyInput): Classification;
}

/** What a rule says once the permanence of a reply is known. */
interface Reading {
  readonly claim: RunnerUp;
  readonly bounceType: BounceType | null;
  readonly label: Label | null;
}

/** A rule with everything that can be worked out beforehand. `rank` is its place in the ruleset; the lowest wins. */
interface CompiledRule {
  readonly rank: number;
  readonly rule: Rule;
  readonly plugin: ClassifierPlugin;
  readonly pluginIndex: number;
  readonly without: readonly number[];
  /** The same as bits, made when first asked for. */
  ruledOut: Int32Array | null;
  readonly asks: boolean;
  /** It gives a recipient or a domain up, so somebody must have named one before. */
  readonly needsRecipient: boolean;
  readonly readings: Readonly<Record<Permanence, Reading>>;
}

/**
 * Compiles a ruleset. The cost of a reply does not grow with the number of rules: all phrases are found in one walk over
 * the text, and rules that look at codes alone are looked up by code.
 *
 * @throws Error naming rule and field, when the ruleset is malformed.
 */
export function compile(ruleset: Ruleset): Classifier {
  parseRuleset(ruleset);
  const digest = digestOf(ruleset);
  const phraseIds = new Map<string, number>();
  const phraseId = (phrase: string) => {
    const known = phraseIds.get(phrase);
    if (known !== undefined) return known;
    phraseIds.set(phrase, phraseIds.size);
    return phraseIds.size - 1;
  };

  const compiled: CompiledRule[] = [];
  const rulesOfPhrase: number[][] = [];
  const codeIndex = new CodeIndex();
  for (const [pluginIndex, plugin] of ruleset.plugins.entries()) {
    for (const rule of plugin.rules) {
      const rank = compiled.length;
      const { when } = rule;
      const readings = { permanent: readingOf(rule, 'permanent'), transient: readingOf(rule, 'transient') };
      const needsRecipient = readings.permanent.bounceType === 'hard';
      compiled.push({
        rank,
        rule,
        plugin,
        pluginIndex,
        without: (when.without ?? []).map(phraseId),
        ruledOut: null,
        asks: Boolean(when.without || when.commands || rule.hostBound || needsRecipient),
        needsRecipient,
        readings,
      });
      codeIndex.add(rank, when, when.phrases === undefined);
      for (const phrase of when.phrases ?? []) (rulesOfPhrase[phraseId(phrase)] ??= []).push(rank);
    }
  }
  codeIndex.freeze();
  const phrasesInOrder = [...phraseIds.keys()];
  const matcher = new PhraseMatcher(phrasesInOrder);
  const ranksOfPhrase = phrasesInOrder.map((_, phrase) => rulesOfPhrase[phrase] ?? []);
  const hosts = pluginsByHost(ruleset.plugins);

  /** Words that the condition rules out stand in the text. Few phrases are found, and some rules rule out hundreds. */
  function forbidden(candidate: CompiledRule): boolean {
    const { without } = candidate;
    if (without.length < matcher.foundCount) {
      for (const phrase of without) if (matcher.has(phrase)) return true;
      return false;
    }
    const ruledOut = (candidate.ruledOut ??= membersOf(without));
    for (let i = 0; i < matcher.foundCount; i++) {
      const phrase = matcher.found[i]!;
      if ((ruledOut[phrase >> 5]! & (1 << (phrase & 31))) !== 0) return true;
    }
    return false;
  }

  function membersOf(phrases: readonly number[]): Int32Array {
    const bits = new Int32Array((phraseIds.size >> 5) + 1);
    for (const phrase of phrases) bits[phrase >> 5] = bits[phrase >> 5]! | (1 << (phrase & 31));
    return bits;
  }

  function classify(input: ClassifyInput): Classification {
    const { reply } = input;
    const enhanced = reply.enhancedStatusCode ?? input.status ?? null;
    const ownPlugins = input.mxHost ? hosts(input.mxHost) : noPlugins;
    const orderOf = ownPlugins.length === 0 ? plainOrder : (c: CompiledRule) => orderFor(c, ownPlugins, compiled.length);
    matcher.walk(reply.text);

    // By phrase: the first rule, and the first of another category behind it.
    const codes = codeIndex.codesOf(reply.replyCode, enhanced);
    let best: CompiledRule | undefined;
    let candidates: CompiledRule[] | undefined;
    for (let i = 0; i < matcher.foundCount; i++) {
      for (const rank of ranksOfPhrase[matcher.found[i]!]!) {
        const candidate = compiled[rank]!;
        if (candidate === best || !codeIndex.accepts(rank, codes)) continue;
        if (candidate.asks && (!placed(candidate, input, ownPlugins) || forbidden(candidate))) continue;
        if (best === undefined) best = candidate;
        else {
          (candidates ??= []).push(candidate);
          if (orderOf(candidate) < orderOf(best)) {
            candidates.push(best);
            best = candidate;
          }
        }
      }
    }

    // By code: the first rule that looks at codes alone, and what it would have been without regard to any word.
    let byCode: CompiledRule | undefined;
    let codesAlone: CompiledRule | undefined;
    for (const rank of codes.ranks) {
      const candidate = compiled[rank]!;
      if (byCode && orderOf(byCode) <= orderOf(candidate)) continue;
      if (candidate.asks && !placed(candidate, input, ownPlugins)) continue;
      if (codesAlone === undefined || orderOf(candidate) < orderOf(codesAlone)) codesAlone = candidate;
      if (forbidden(candidate)) continue;
      byCode = candidate;
      if (ownPlugins.length === 0) break;
    }

    const winner = best && (!byCode || orderOf(best) < orderOf(byCode)) ? best : byCode;
    if (!winner) return nothingMatched(digest);

    const { claim, bounceType, label } = readingIn(winner, reply, enhanced);
    const byPhrase = winner === best;
    return {
      verdict: claim.verdict,
      bounceType,
      label,
      pluginId: winner.plugin.id,
      pluginVersion: winner.plugin.version,
      ruleId: claim.ruleId,
      ruleVersion: claim.ruleVersion,
      span: byPhrase ? spanOf(winner) : null,
      confidence: confidenceOf(winner, byPhrase, codesAlone, ownPlugins),
      runnersUp: byPhrase ? runnersUp(winner, codesAlone, candidates, reply, enhanced, orderOf) : noRunnersUp,
      rulesetDigest: digest,
    };
  }

  /** Where the winner's phrase stands: the leftmost of its phrases, the longest of those. */
  function spanOf({ rank }: CompiledRule): { readonly start: number; readonly end: number } {
    let start = -1;
    let end = -1;
    for (let i = 0; i < matcher.foundCount; i++) {
      const phrase = matcher.found[i]!;
      if (!ranksOfPhrase[phrase]!.includes(rank)) continue;
      const from = matcher.startOf(phrase);
      const to = matcher.endOf(phrase);
      if (start < 0 || from < start || (from === start && to > end)) {
        start = from;
        end = to;
      }
    }
    return { start, end };
  }

  return { digest, ruleset, classify };
}

const maxRememberedHosts = 1024;
const noPlugins: readonly number[] = [];
const noRunnersUp: readonly RunnerUp[] = [];
const noCandidates: readonly CompiledRule[] = [];

function nothingMatched(rulesetDigest: string): Classification {
  const verdict: Verdict = { category: 'unknown', permanence: null, scope: null };
  return {
    verdict,
    bounceType: bounceTypeOf(verdict),
    label: labelOf(verdict),
    pluginId: null,
    pluginVersion: null,
    ruleId: null,
    ruleVersion: null,
    span: null,
    confidence: 'none',
    runnersUp: noRunnersUp,
    rulesetDigest,
  };
}

function readingOf({ id, version, verdict: { category, permanence, scope } }: Rule, replied: Permanence): Reading {
  const verdict: Verdict = { category, permanence: permanence === 'as-replied' ? replied : permanence, scope };
  const claim = { ruleId: id, ruleVersion: version, verdict };
  return { claim, bounceType: bounceTypeOf(verdict), label: labelOf(verdict) };
}

/** Commands before RCPT: whoever is unknown or invalid in an answer to them is not the recipient, who was not named yet. */
const beforeRecipient: ReadonlySet<SmtpCommand> = new Set(['EHLO', 'STARTTLS', 'AUTH', 'MAIL']);

/** The condition's parts about where and when the reply was given. */
function placed(candidate: CompiledRule, { command }: ClassifyInput, ownPlugins: readonly number[]): boolean {
  const { rule, pluginIndex, needsRecipient } = candidate;
  if (rule.hostBound && !ownPlugins.includes(pluginIndex)) return false;
  if (needsRecipient && command && beforeRecipient.has(command)) return false;
  const { commands } = rule.when;
  return commands === undefined || (command !== null && command !== undefined && commands.includes(command));
}

function plainOrder({ rank }: CompiledRule): number {
  return rank;
}

/** Rules of the plugins that speak for the host go before all others. */
function orderFor({ rank, pluginIndex }: CompiledRule, ownPlugins: readonly number[], total: number): number {
  return ownPlugins.includes(pluginIndex) ? rank - total : rank;
}

function readingIn({ rule, readings }: CompiledRule, reply: SmtpReply, enhanced: string | null): Reading {
  return readings[permanenceIn(reply, enhanced, rule.verdict.category)];
}

/** First what the codes say, then the next rule by phrase; each of another category than those before it. */
function runnersUp(
  winner: CompiledRule,
  codesAlone: CompiledRule | undefined,
  candidates: readonly CompiledRule[] | undefined,
  reply: SmtpReply,
  enhanced: string | null,
  orderOf: (rule: CompiledRule) => number,
): readonly RunnerUp[] {
  const said = winner.rule.verdict.category;
  const first = codesAlone && differs(codesAlone, said) ? codesAlone : undefined;
  let second: CompiledRule | undefined;
  for (const other of candidates ?? noCandidates) {
    if (!differs(other, said) || other.rule.verdict.category === first?.rule.verdict.category) continue;
    if (second === undefined || orderOf(other) < orderOf(second)) second = other;
  }
  const claims: RunnerUp[] = [];
  if (first) claims.push(readingIn(first, reply, enhanced).claim);
  if (second) claims.push(readingIn(second, reply, enhanced).claim);
  return claims.length === 0 ? noRunnersUp : claims;
}

function differs({ rule }: CompiledRule, said: Category): boolean {
  return rule.verdict.category !== said && rule.verdict.category !== 'unknown';
}

function confidenceOf(
  { rule, pluginIndex }: CompiledRule,
  byPhrase: boolean,
  codesAlone: CompiledRule | undefined,
  ownPlugins: readonly number[],
): Confidence {
  if (!byPhrase) return 'fallback';
  if (rule.when.replyCodes || rule.when.enhancedStatusCodes) return 'certain';
  if (ownPlugins.includes(pluginIndex)) return 'certain';
  return codesAlone?.rule.verdict.category === rule.verdict.category ? 'certain' : 'likely';
}

/** Host name -> the plugins that speak for it. Looks up the host's own suffixes, so the number of plugins costs nothing. */
function pluginsByHost(plugins: readonly ClassifierPlugin[]): (host: string) => readonly number[] {
  const bySuffix = new Map<string, number[]>();
  for (const [index, { mxSuffixes }] of plugins.entries()) {
    for (const suffix of mxSuffixes ?? []) {
      const key = suffix.toLowerCase();
      bySuffix.set(key, [...(bySuffix.get(key) ?? []), index]);
    }
  }
  if (bySuffix.size === 0) return () => noPlugins;
  // Few hosts take most of the mail.
  const remembered = new Map<string, readonly number[]>();
  return (host) => {
    const known = remembered.get(host);
    if (known) return known;
    const name = `.${host.slice(0, 255).toLowerCase()}`;
    const end = name.endsWith('.') ? name.length - 1 : name.length;
    let found: number[] | undefined;
    for (let dot = name.lastIndexOf('.', end - 1); dot >= 0; dot = dot === 0 ? -1 : name.lastIndexOf('.', dot - 1)) {
      const owners = bySuffix.get(name.slice(dot, end));
      if (owners) found = found ? [...found, ...owners] : owners;
    }
    if (remembered.size === maxRememberedHosts) remembered.clear();
    remembered.set(host, found ?? noPlugins);
    return found ?? noPlugins;
  };
}
