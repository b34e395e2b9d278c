import { z } from 'zod';

const days = (least: number) => z.int().min(least).max(3650);

/** How long what blocks, for one tenant. Every part that is absent has its default. */
export const suppressionPolicySchema = z
  .object({
    hardBounce: z
      .object({
        days: days(1).default(7).meta({ description: 'How long a hard bounce blocks.' }),
        growth: z.number().min(1).max(10).default(2).meta({
          description: 'How much longer each further one blocks that comes after such a block was over. 1: always the same.',
        }),
        maxDays: days(1).default(90).meta({ description: 'The longest that one blocks.' }),
      })
      .prefault({})
      .refine(({ days: first, maxDays }) => maxDays >= first, {
        path: ['maxDays'],
        message: 'give at least as many as hardBounce.days',
      }),
    softBounce: z
      .object({
        count: z.int().min(2).max(100).meta({ description: 'So many soft bounces …' }),
        withinDays: days(1).meta({ description: '… within so many days, no mail accepted in between …' }),
        days: days(1).meta({ description: '… block for so long.' }),
      })
      .nullable()
      .default(null)
      .meta({ description: 'Null: soft bounces never block.' }),
  })
  .meta({ id: 'SuppressionPolicy', description: 'What blocks an address, and for how long.' });

export type SuppressionPolicy = z.infer<typeof suppressionPolicySchema>;

const defaultSuppressionPolicy: SuppressionPolicy = suppressionPolicySchema.parse({});

/** A policy as it was stored; what came into the schema since has its default. Null: nobody decided anything. */
export function policyOf(stored: unknown): SuppressionPolicy {
  return stored === null ? defaultSuppressionPolicy : suppressionPolicySchema.parse(stored);
}

/** Days after which no bounce can block any more. */
export function longestBounceBlock({ hardBounce, softBounce }: SuppressionPolicy): number {
  return Math.max(hardBounce.maxDays, softBounce ? softBounce.withinDays + softBounce.days : 0);
}
