import type { Principal } from '../access/roles.ts';
import { wordsOf } from './text.ts';

/** Who does it, for the log: the person where one is named, and always the key. */
export function onBehalfOf(principal: Principal, person: string | null | undefined): string {
  const name = wordsOf('onBehalfOf', person ?? '', { most: 200 });
  return name === '' ? principal.name : `${name} (${principal.name})`;
}
