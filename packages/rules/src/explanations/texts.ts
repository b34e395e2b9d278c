import type { Audience } from '../rule.ts';

/** What a category says to each audience: cause, then remedy. */
export type Texts = { readonly [A in Audience]: readonly [cause: string, remedy: string] };
