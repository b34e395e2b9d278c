import type { Principal } from '../access/roles.ts';
import { badArgument } from '../errors.ts';

/** Who does it, for the log: the person where one is named, and always the key. */
export function onBehalfOf(principal: Principal, person: string | null | undefined): string {
  const name = person?.trim() ?? '';
  if (name.length > 200 || name.includes('\0')) throw badArgument('onBehalfOf', 'give at most 200 characters');
  return name === '' ? principal.name : `${name} (${principal.name})`;
}
