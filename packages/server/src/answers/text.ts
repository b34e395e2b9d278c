import { badArgument } from '../errors.ts';
import { normaliseMessageId } from '../events/ids.ts';

/** Text of a caller as the database can keep and find it: well-formed, without the null character. Throws a fault that names the field. */
export function storable(path: string, text: string): string {
  if (text.includes('\0')) throw badArgument(path, 'the null character is not allowed');
  return text.toWellFormed();
}

/** As `storable`; undefined for none. */
export function givenText(path: string, text: string | null | undefined): string | undefined {
  return typeof text === 'string' ? storable(path, text) : undefined;
}

/** A message id as it is kept. Throws a fault that names the field. */
export function messageIdOf(path: string, text: string): string {
  const messageId = normaliseMessageId(storable(path, text));
  if (messageId.trim() === '') throw badArgument(path, 'give the id of a message, or leave it out');
  return messageId;
}

/** Words of people, without white space around them: `least` (0 or 1) to `most` characters. Throws a fault that names the field. */
export function wordsOf(path: string, text: string, { least = 0, most }: { least?: 0 | 1; most: number }): string {
  const words = storable(path, text).trim();
  if (words.length < least || words.length > most)
    throw badArgument(path, least === 0 ? `give at most ${most} characters` : `give ${least} to ${most} characters`);
  return words;
}

/** Why somebody does it, for the log. */
export function reasonOf(reason: string): string {
  return wordsOf('reason', reason, { least: 1, most: 2000 });
}
