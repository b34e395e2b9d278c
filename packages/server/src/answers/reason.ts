import { badArgument } from '../errors.ts';

/** Why somebody does it, for the log. */
export function reasonOf(reason: string): string {
  const why = reason.trim();
  if (why === '' || why.length > 2000 || why.includes('\0')) throw badArgument('reason', 'give 1 to 2000 characters');
  return why;
}
