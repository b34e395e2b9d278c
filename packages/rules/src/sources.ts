import type { Source } from './rule.ts';

/** The day on which the sources of the built-in plugins were last read. */
const read = '2026-11-23';

/** A section of a standard, at the RFC Editor. */
export function rfc(number: number, section?: string): Source {
  return { url: `https://www.rfc-editor.org/rfc/rfc${number}${section ? `#section-${section}` : ''}`, read };
}

export function page(url: string): Source {
  return { url, read };
}
