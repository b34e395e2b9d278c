import type { Audience, Language, SmtpCommand } from '@bezorgd/rules';
import { Arg, Authorized, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { classifyReply } from '../answers/classify-reply.ts';
import type { GraphQLContext } from './context.ts';
import { ClassificationType, classificationType, ExplanationType } from './classification.type.ts';
import { SmtpReplyType } from './delivery.resolver.ts';
import { AudienceEnum, LanguageEnum, SmtpCommandEnum } from './enums.ts';
import { badArgument } from '../errors.ts';

@ObjectType('ClassifiedReply', { description: 'A reply, read and judged.', simpleResolvers: true })
class ClassifiedReplyType {
  @Field(() => SmtpReplyType, { description: 'How the reply was read; spans count in this text.' })
  readonly reply!: SmtpReplyType;
  @Field(() => ClassificationType)
  readonly classification!: ClassificationType;
  @Field(() => ExplanationType)
  readonly explanation!: ExplanationType;
}

@ObjectType('Ruleset', {
  description: 'The rules that give verdicts now. The whole document is at /v1/ruleset.',
  simpleResolvers: true,
})
class RulesetType {
  @Field(() => String)
  readonly digest!: string;
  @Field(() => [PluginType], { description: 'In order of precedence.' })
  readonly plugins!: readonly PluginType[];
}

@ObjectType('ClassifierPlugin', { description: 'A list of rules that somebody maintains.', simpleResolvers: true })
class PluginType {
  @Field(() => String)
  readonly id!: string;
  @Field(() => String)
  readonly version!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => Int)
  readonly ruleCount!: number;
}

const maxReplyCharacters = 64_000;

@Resolver()
export class ClassifyResolver {
  @Authorized<Scope>('rules:read')
  @Query(() => ClassifiedReplyType, { description: 'What the rules say of a reply. Nothing is stored.' })
  classify(
    @Arg('reply', () => String, { description: "The server's whole answer with its codes." }) reply: string,
    @Arg('command', () => SmtpCommandEnum, { nullable: true }) command: SmtpCommand | undefined,
    @Arg('mxHost', () => String, { nullable: true, description: 'The receiving server.' }) mxHost: string | undefined,
    @Arg('recipient', () => String, {
      nullable: true,
      description:
        'Who the mail was for. Words of this address count for nothing, as in the verdict of an event; spans stay places in the reply as given.',
    })
    recipient: string | undefined,
    @Arg('language', () => LanguageEnum, { defaultValue: 'en' }) language: Language,
    @Arg('audience', () => AudienceEnum, { defaultValue: 'support' }) audience: Audience,
    @Ctx() { service }: GraphQLContext,
  ): ClassifiedReplyType {
    if (reply.length > maxReplyCharacters) throw badArgument('reply', `give at most ${maxReplyCharacters} characters`);
    const asked = { reply, command: command ?? null, mxHost: mxHost ?? null, recipient: recipient ?? null, language, audience };
    const { classification, ...answer } = classifyReply(service.classifier, asked);
    return { ...answer, classification: classificationType(classification) };
  }

  @Authorized<Scope>('rules:read')
  @Query(() => RulesetType, { description: 'The active ruleset.' })
  ruleset(@Ctx() { service }: GraphQLContext): RulesetType {
    const { digest, ruleset } = service.classifier;
    return {
      digest,
      plugins: ruleset.plugins.map(({ id, version, name, rules }) => ({ id, version, name, ruleCount: rules.length })),
    };
  }
}
