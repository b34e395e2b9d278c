import type { Explanations } from '../rule.ts';
import { categories, type Category } from '../verdict.ts';

const text = { cause: 'The receiving server did not accept the message.', remedy: 'Read its answer and decide.' };
export const categoryExplanations = Object.fromEntries(
  categories.map((c) => [c, { en: { support: text } }]),
) as unknown as Record<Category, Explanations>;
