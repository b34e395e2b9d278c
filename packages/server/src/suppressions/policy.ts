import { z } from 'zod';

const days = (least: number) => z.int().min(least).max(3650);

const hardBouncePart = z.object({
  days: days(1).default(7).meta({ description: 'How long a hard bounce blocks.' }),
  growth: z.number().min(1).max(10).default(2).meta({
    description: 'How much longer each further one blocks that comes after such a block was over. 1: always the same.',
  }),
  maxDays: days(1).default(90).meta({ description: 'The longest that one blocks.' }),
});
const softBouncePart = z.object({
  count: z.int().min(2).max(100).meta({ description: 'So many soft bounces …' }),
  withinDays: days(1).meta({ description: '… within so many days, no mail accepted in between …' }),
  days: days(1).meta({ description: '… block for so long.' }),
});

/** How long what blocks, for one tenant, as callers give it. Every part that is absent has its default, and none is misspelt. */
export const suppressionPolicySchema = z.strictObject({
  hardBounce: hardBouncePart
    .strict()
    .prefault({})
    .refine(({ days: first, maxDays }) => maxDays >= first, {
      path: ['maxDays'],
      message: 'give at least as many as hardBounce.days',
    }),
  softBounce: softBouncePart.strict().nullable().default(null).meta({ description: 'Null: soft bounces never block.' }),
});

/** What another version of the service stored may have parts that this one does not know. */
const storedPolicy = z.object({ hardBounce: hardBouncePart.prefault({}), softBounce: softBouncePart.nullable().default(null) });

export type SuppressionPolicy = z.infer<typeof suppressionPolicySchema>;

const defaultSuppressionPolicy: SuppressionPolicy = suppressionPolicySchema.parse({});

/** A policy as it was stored; what came into the schema since has its default. Null: nobody decided anything. */
export function policyOf(stored: unknown): SuppressionPolicy {
  return stored === null ? defaultSuppressionPolicy : storedPolicy.parse(stored);
}

/** Days after which no bounce can block any more. */
export function longestBounceBlock({ hardBounce, softBounce }: SuppressionPolicy): number {
  return Math.max(hardBounce.maxDays, softBounce ? softBounce.withinDays + softBounce.days : 0);
}
