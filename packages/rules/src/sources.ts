import type { Source } from './rule.ts';

/** The day on which those sources of the built-in plugins that were opened were last read. */
const read = '2026-11-23';

/** Sections of standards that were opened and compared with the rules that name them. */
const opened: Readonly<Record<number, readonly string[]>> = {
  1870: ['6', '6.1'],
  3207: ['4'],
  3463: ['3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8'],
  3886: ['3.3.4'],
  4468: ['5'],
  4954: ['6'],
  5248: ['2.4'],
  5321: [
    '3.3',
    '3.4',
    '4.1.1.1',
    '4.1.1.11',
    '4.1.2',
    '4.1.4',
    '4.2',
    '4.2.3',
    '4.5.3.1',
    '4.5.3.2',
    '4.5.4.1',
    '5.1',
    '6.3',
    '7.9',
  ],
  5322: ['3.6'],
  5429: ['2.1'],
  5782: ['6'],
  6376: ['6.3'],
  6531: ['3.5', '3.7.4.2'],
  6647: ['2'],
  6710: ['10'],
  7208: ['8.4'],
  7293: ['15.3'],
  7372: ['3', '3.1', '3.2', '3.3', '3.4'],
  7489: ['10.3'],
  7504: ['3', '4'],
  7505: ['3', '4.1', '4.2', '6'],
  7672: ['2.2'],
  8461: ['5'],
  8601: ['3'],
  8617: ['10.4'],
  8689: ['7'],
};

/** A section of a standard, at the RFC Editor. */
export function rfc(number: number, section?: string): Source {
  const url = `https://www.rfc-editor.org/rfc/rfc${number}${section ? `#section-${section}` : ''}`;
  return section !== undefined && opened[number]?.includes(section) ? { url, read } : { url };
}

/** A page that was opened when the rule was written. */
export function page(url: string): Source {
  return { url, read };
}

/** A page that is known to be the place, and was not opened: somebody should. */
export function cited(url: string): Source {
  return { url };
}
