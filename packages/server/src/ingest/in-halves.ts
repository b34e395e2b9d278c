import { isDataError } from '../errors.ts';

/** Writes parts together; where what they hold is to blame for a failure, halves them until the one that cannot be written stands alone. */
export async function inHalves<T>(
  parts: readonly T[],
  write: (some: readonly T[]) => Promise<void>,
  alone: (part: T, error: Error) => Promise<void> | void,
): Promise<void> {
  try {
    await write(parts);
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (parts.length === 1) return alone(parts[0]!, error as Error);
    const half = Math.ceil(parts.length / 2);
    await inHalves(parts.slice(0, half), write, alone);
    await inHalves(parts.slice(half), write, alone);
  }
}
