import type { Category, Permanence, Scope } from './verdict.ts';

export type NonEmpty<T> = readonly [T, ...T[]];

/** The SMTP command that the reply answered (RFC 5321 §4.1). `CONNECT` is the greeting; `DOT` the end of the data. */
export const commands = ['CONNECT', 'EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'DOT', 'RSET', 'QUIT'] as const;
export type SmtpCommand = (typeof commands)[number];

/** Languages of the explanations. English is mandatory, every other one falls back to it. */
export const languages = ['en', 'nl'] as const;
export type Language = (typeof languages)[number];

/** Who reads: staff who answer "did it arrive?", whoever runs the sending, the person who was mailed. */
export const audiences = ['support', 'developer', 'recipient'] as const;
export type Audience = (typeof audiences)[number];

/** Who has the next move. */
export const actors = ['sender', 'sending-operator', 'recipient', 'receiving-operator', 'nobody'] as const;
export type Actor = (typeof actors)[number];

/** What happened, and what to do. Whole sentences; no more than the evidence supports. */
export interface Explanation {
  readonly cause: string;
  readonly remedy: string;
}
export type ExplanationByAudience = { readonly support: Explanation } & { readonly [A in Audience]?: Explanation };
export type Explanations = { readonly en: ExplanationByAudience } & { readonly [L in Language]?: ExplanationByAudience };

/**
 * A rule's verdict. `as-replied` takes the permanence from the reply itself: permanent where the reply says 5, transient
 * where its reply code or its enhanced status code says 4.
 */
export interface RuleVerdict {
  readonly category: Category;
  readonly permanence: Permanence | 'as-replied' | null;
  readonly scope: Scope | null;
}

/**
 * Every part that is present must hold; inside a part, one of the values.
 *
 * A phrase is lower case and matches case-insensitively, white space folded, at word boundaries (an ASCII letter or digit
 * never stands directly before or after it). Accents on Latin letters and the kind of quotes make no difference. `…` between
 * two pieces stands for any text, also none; set off by spaces it keeps the word boundaries of the pieces beside it. A `…`
 * glued to a word lifts the word boundary there, mostly at a phrase's very start or end (`blacklist…` also finds
 * "blacklisted").
 */
export interface Condition {
  readonly replyCodes?: NonEmpty<number>;
  /** `5.7.26`; with any class `x.7.26`; with any detail, registered or not, `5.7.*`; with both `x.7.*`. */
  readonly enhancedStatusCodes?: NonEmpty<string>;
  readonly phrases?: NonEmpty<string>;
  /** None of these occurs in the text. Same notation as `phrases`. */
  readonly without?: NonEmpty<string>;
  readonly commands?: NonEmpty<SmtpCommand>;
}

export interface Source {
  readonly url: string;
  /** ISO date on which it was read; absent for a page or standard that was named without being opened. */
  readonly read?: string;
}

/** One recognised reply. A rule is data: it does no I/O and holds no code, and is the same after a trip through JSON. */
export interface Rule {
  /** `<plugin>.<what-is-wrong>`. Never reused, not even after retirement. */
  readonly id: string;
  /** Raised by one when `when`, `verdict` or `hostBound` changes; wording of `explain` does not count. */
  readonly version: number;
  readonly when: Condition;
  /** True: only for replies of the plugin's own hosts, since the words alone mean something else elsewhere. */
  readonly hostBound?: boolean;
  readonly verdict: RuleVerdict;
  /** Only where it can say more than its category does (`explain.ts`). */
  readonly explain?: Explanations;
  readonly sources: NonEmpty<Source>;
  readonly examples: {
    /** Replies this rule must win, through the whole ruleset. */
    readonly positive: NonEmpty<string>;
    /** Near misses this rule must leave alone. */
    readonly negative: NonEmpty<string>;
  };
}
