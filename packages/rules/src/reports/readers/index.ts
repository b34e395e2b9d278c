import type { Reader } from '../reader.ts';
import { dsn } from './dsn.ts';
import { feedbackReport } from './feedback-report.ts';
import { freeText } from './free-text.ts';

/** In the order of asking: what a standard marks plainly comes first, what must be guessed from words comes last. */
export const readers: readonly Reader[] = [feedbackReport, dsn, ...freeText];
