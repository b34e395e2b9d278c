import { expect, test } from 'vitest';
import { locks } from '../../src/storage/locks.ts';

test('no two locks are one', () => {
  const numbers = Object.values(locks);
  expect(new Set(numbers).size).toBe(numbers.length);
});
