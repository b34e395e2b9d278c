import type { Label, Language } from '@bezorgd/rules';

/** Each label in words that people say. */
export const labelTexts = {
  HardBounce: { en: 'Unknown address', nl: 'Onbekend adres' },
  InvalidAddress: { en: 'Invalid address', nl: 'Ongeldig adres' },
  Inactive: { en: 'Inactive', nl: 'Inactief' },
  DnsError: { en: 'Unknown domain', nl: 'Geen domeinnaam' },
  NoMailServer: { en: 'No mail server', nl: 'Geen mailserver' },
  SoftBounce: { en: 'Failed this time', nl: 'Deze keer mislukt' },
  Blocked: { en: 'Refused', nl: 'Geweigerd' },
  DmarcPolicy: { en: 'Sender not proven', nl: 'Afzender niet bewezen' },
  Spam: { en: 'Reported as unwanted', nl: 'Gemeld als ongewenst' },
  AutoResponder: { en: 'Automatic reply', nl: 'Automatisch antwoord' },
} as const satisfies Record<Label, Record<Language, string>>;
