import { wordsOf } from './text.ts';

/** Why somebody does it, for the log. */
export function reasonOf(reason: string): string {
  return wordsOf('reason', reason, { least: 1, most: 2000 });
}
