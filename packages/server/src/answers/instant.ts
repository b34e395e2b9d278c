import { badArgument } from '../errors.ts';
import { instantRange, isInstant } from '../events/instant.ts';

/** A time that a caller gave. Throws a fault that names the field. */
export function instantOf(path: string, at: Date): Date {
  if (!isInstant(at)) throw badArgument(path, `give a time ${instantRange} in UTC`);
  return at;
}

/** As `instantOf`; undefined for none. */
export function givenInstant(path: string, at: Date | null | undefined): Date | undefined {
  return at ? instantOf(path, at) : undefined;
}
