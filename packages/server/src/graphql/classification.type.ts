import type { Actor, BounceType, Classification, Confidence, Label, Permanence, Scope } from '@bezorgd/rules';
import { Field, Int, ObjectType } from 'type-graphql';
import { ActorEnum, BounceTypeEnum, ConfidenceEnum, LabelEnum, PermanenceEnum, ScopeEnum } from './enums.ts';

const openCategory = 'What happened. An open list: take a value you do not know for "other".';

@ObjectType('Verdict', {
  description: 'What a rule says: three axes that are never merged into one word.',
  simpleResolvers: true,
})
export class VerdictType {
  @Field(() => String, { description: openCategory })
  readonly category!: string;
  @Field(() => PermanenceEnum, { nullable: true, description: 'Null where nothing failed or nothing is known.' })
  readonly permanence!: Permanence | null;
  @Field(() => ScopeEnum, { nullable: true, description: 'Null where nothing failed or nothing is known.' })
  readonly scope!: Scope | null;
}

@ObjectType('TextSpan', {
  description: "Where the winning phrase stands in the reply's text: UTF-16 code units, end exclusive.",
  simpleResolvers: true,
})
export class TextSpanType {
  @Field(() => Int)
  readonly start!: number;
  @Field(() => Int)
  readonly end!: number;
}

@ObjectType('RunnerUp', { description: 'Another reading, kept when text and code disagree.', simpleResolvers: true })
export class RunnerUpType {
  @Field(() => String)
  readonly ruleId!: string;
  @Field(() => Int)
  readonly ruleVersion!: number;
  @Field(() => VerdictType)
  readonly verdict!: VerdictType;
}

@ObjectType('Explanation', {
  description: 'What happened and what to do, in plain words; no more than the evidence supports.',
  simpleResolvers: true,
})
export class ExplanationType {
  @Field(() => String, { description: 'What happened.' })
  readonly cause!: string;
  @Field(() => String, { description: 'What to do.' })
  readonly remedy!: string;
  @Field(() => ActorEnum, { description: 'Whose move it is.' })
  readonly actor!: Actor;
}

@ObjectType('Classification', {
  description: 'A verdict with its proof: which rule, in which version, on which evidence.',
  simpleResolvers: true,
})
export class ClassificationType {
  @Field(() => VerdictType)
  readonly verdict!: VerdictType;
  @Field(() => BounceTypeEnum, { nullable: true, description: 'Null where nothing failed.' })
  readonly bounceType!: BounceType | null;
  @Field(() => LabelEnum, { nullable: true })
  readonly label!: Label | null;
  @Field(() => ConfidenceEnum)
  readonly confidence!: Confidence;
  @Field(() => String, { nullable: true })
  readonly pluginId!: string | null;
  @Field(() => String, { nullable: true })
  readonly pluginVersion!: string | null;
  @Field(() => String, { nullable: true, description: 'Null when no rule matched.' })
  readonly ruleId!: string | null;
  @Field(() => Int, { nullable: true })
  readonly ruleVersion!: number | null;
  @Field(() => TextSpanType, { nullable: true })
  readonly span!: TextSpanType | null;
  @Field(() => [RunnerUpType])
  readonly runnersUp!: readonly RunnerUpType[];
  @Field(() => String, { nullable: true, description: 'Which ruleset gave the verdict.' })
  readonly rulesetDigest!: string | null;
}

export function classificationType(classification: Classification): ClassificationType {
  return { ...classification, runnersUp: classification.runnersUp };
}
