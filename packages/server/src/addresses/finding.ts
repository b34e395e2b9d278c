import type { Language } from '@bezorgd/rules';
import { addressTexts } from './address-texts.ts';
import { domainTexts } from './domain-texts.ts';
import { inDutch } from './dutch-details.ts';

export const severities = ['ok', 'advice', 'problem', 'could-not-check'] as const;
export type Severity = (typeof severities)[number];

/** How grave it is, and its sentence, with `{words}` that the finding fills in. */
export interface FindingText extends Readonly<Record<Language, string>> {
  readonly severity: Severity;
}

const texts = { ...addressTexts, ...domainTexts };
export type FindingCode = keyof typeof texts;

/** A record as it should stand in DNS. */
export interface DnsRecord {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

/** One thing that a check found out. */
export interface Finding {
  readonly code: FindingCode;
  readonly words?: Readonly<Record<string, string | number>>;
  /** What to publish, where that can be said. */
  readonly record?: DnsRecord;
}

export function severityOf({ code }: Finding): Severity {
  return texts[code].severity;
}

/** What was found, and what to do about it. */
export function sentenceOf({ code, words = {} }: Finding, language: Language): string {
  return texts[code][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const word = String(words[name] ?? '');
    return language === 'nl' && (name === 'reason' || name === 'detail') ? inDutch(word) : word;
  });
}
