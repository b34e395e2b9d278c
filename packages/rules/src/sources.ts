import type { Source } from './rule.ts';

/** The day on which those sources of the built-in plugins that were opened were last read. */
const read = '2026-11-23';

/** A section of a standard, at the RFC Editor. Its text never changes, so it needs no date. */
export function rfc(number: number, section?: string): Source {
  return { url: `https://www.rfc-editor.org/rfc/rfc${number}${section ? `#section-${section}` : ''}` };
}

/** A page that was opened when the rule was written. */
export function page(url: string): Source {
  return { url, read };
}

/** A page that is known to be the place, and was not opened: somebody should. */
export function cited(url: string): Source {
  return { url };
}
