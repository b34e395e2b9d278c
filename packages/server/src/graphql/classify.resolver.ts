import type { Audience, ExplainedRecipient, ExplainedReport, Language, OriginalMail, SmtpCommand } from '@bezorgd/rules';
import { Arg, Authorized, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { classifyReply } from '../answers/classify-reply.ts';
import { classifyReturnedMail } from '../answers/classify-report.ts';
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

@ObjectType('OriginalMail', { description: 'The mail that a report speaks of, as far as it tells.', simpleResolvers: true })
class OriginalMailType implements Pick<OriginalMail, 'messageId' | 'envelopeId' | 'from' | 'subject' | 'date'> {
  @Field(() => String, { nullable: true, description: 'Without angle brackets.' })
  readonly messageId!: string | null;
  @Field(() => String, { nullable: true, description: 'Original-Envelope-Id (RFC 3464 §2.2.1).' })
  readonly envelopeId!: string | null;
  @Field(() => String, { nullable: true, description: 'Its sender.' })
  readonly from!: string | null;
  @Field(() => String, { nullable: true, description: 'Its subject.' })
  readonly subject!: string | null;
  @Field(() => String, { nullable: true, description: 'When it was written, ISO 8601.' })
  readonly date!: string | null;
}

@ObjectType('ClassifiedRecipient', { description: 'One recipient that a returned mail speaks of.', simpleResolvers: true })
class ClassifiedRecipientType implements ExplainedRecipient {
  @Field(() => String, { description: 'The address as reported.' })
  readonly recipient!: string;
  @Field(() => String, { nullable: true, description: 'The address that was mailed, where it forwards.' })
  readonly originalRecipient!: string | null;
  @Field(() => String, { nullable: true, description: 'failed, delayed, delivered, relayed, expanded (RFC 3464 §2.3.3).' })
  readonly action!: ExplainedRecipient['action'];
  @Field(() => SmtpReplyType, { nullable: true, description: 'What its server said, as far as the mail quotes it.' })
  readonly reply!: SmtpReplyType | null;
  @Field(() => String, { nullable: true, description: 'The Status field as sent.' })
  readonly status!: string | null;
  @Field(() => String, { nullable: true, description: 'The server that answered.' })
  readonly remoteMta!: string | null;
  @Field(() => SmtpCommandEnum, { nullable: true, description: 'What it answered to.' })
  readonly command!: SmtpCommand | null;
  @Field(() => ClassificationType)
  readonly classification!: ClassificationType & ExplainedRecipient['classification'];
  @Field(() => ExplanationType)
  readonly explanation!: ExplanationType;
}

@ObjectType('ClassifiedReport', { description: 'A returned mail, read and judged.', simpleResolvers: true })
class ClassifiedReportType {
  @Field(() => String, {
    description:
      'bounce, delayed, delivered, complaint, auto-reply, challenge-response, displayed, unsubscribe-request, not-a-report, unknown. An open list.',
  })
  readonly kind!: string;
  @Field(() => String, { description: 'The kind in a sentence.' })
  readonly meaning!: string;
  @Field(() => String, { nullable: true, description: 'Which reader understood it.' })
  readonly reader!: string | null;
  @Field(() => [ClassifiedRecipientType], { description: 'Whom it speaks of, at most 100.' })
  readonly recipients!: readonly ClassifiedRecipientType[];
  @Field(() => OriginalMailType, { description: 'The mail that it speaks of.' })
  readonly original!: OriginalMailType;
  @Field(() => [String], { description: 'Of how the returned mail was sent. An open list.' })
  readonly signs!: readonly string[];
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
  @Query(() => ClassifiedReportType, {
    description:
      'What the rules say of a returned mail, for somebody with a bounce at hand. Nothing is stored. What a mail program shows does not prove that a machine sent it: that is taken on your word.',
  })
  classifyReport(
    @Arg('mail', () => String, {
      description: 'Its source, or the words that a mail program shows of it. A large one: POST /v1/reports/classify.',
    })
    mail: string,
    @Arg('language', () => LanguageEnum, { defaultValue: 'en' }) language: Language,
    @Arg('audience', () => AudienceEnum, { defaultValue: 'support' }) audience: Audience,
    @Ctx() { service }: GraphQLContext,
  ): ExplainedReport {
    return classifyReturnedMail(service.classifier, { mail, language, audience });
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
