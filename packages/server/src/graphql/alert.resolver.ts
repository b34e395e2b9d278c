import { languages, type Language } from '@bezorgd/rules';
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { alertText } from '../alerts/alert-texts.ts';
import { rates, type Rate } from '../alerts/rates.ts';
import { onBehalfOf } from '../answers/on-behalf-of.ts';
import { pageArguments } from '../answers/page.ts';
import { givenText } from '../answers/text.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import {
  listAlertRules,
  listAlerts,
  listSilentDeliveries,
  type AlertRow,
  type AlertRuleRow,
  type SilentDelivery,
} from '../queries/alert.query.ts';
import { encodeCursor } from '../queries/cursor.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryType } from './delivery.resolver.ts';
import { DeliveryStatusEnum, enumOf, LanguageEnum } from './enums.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';

const AlertRuleKindEnum = enumOf(['mail-failed', 'mail-silent', 'rate', 'sender-trouble']);
registerEnumType(AlertRuleKindEnum, {
  name: 'AlertRuleKind',
  description: 'What can be watched for.',
  valuesConfig: {
    MAIL_FAILED: { description: 'Every mail that failed.' },
    MAIL_SILENT: { description: 'Mails without a final event in time, one alert per receiving domain.' },
    RATE: { description: 'A rate that is out of line.' },
    SENDER_TROUBLE: { description: 'Receivers blame the sender; for operators, one alert per cause and receiving domain.' },
  },
});
const RateEnum = enumOf(rates);
registerEnumType(RateEnum, {
  name: 'Rate',
  description: 'Deliveries that are counted, each once, out of those of the same window.',
});

@ObjectType('AlertExplanation', { description: 'What happened, and what to do.', simpleResolvers: true })
class AlertExplanationType {
  @Field(() => String)
  readonly cause!: string;
  @Field(() => String)
  readonly remedy!: string;
}

@ObjectType('Alert', { description: 'Something that somebody should look at.', simpleResolvers: true })
export class AlertType {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => String, { description: 'mail-failed, mail-silent, rate, sender-trouble, webhook-failing. An open list.' })
  readonly kind!: string;
  @Field(() => ID, { nullable: true, description: 'Null: a rule of the service itself.' })
  readonly ruleId!: string | null;
  @Field(() => String, { description: 'What it is about; one open alert per cause.' })
  readonly cause!: string;
  @Field(() => Boolean, { description: 'For those who run the sending.' })
  readonly forOperators!: boolean;
  @Field(() => GraphQLDateTimeISO)
  readonly openedAt!: Date;
  @Field(() => GraphQLDateTimeISO)
  readonly lastSeenAt!: Date;
  @Field(() => GraphQLDateTimeISO, { nullable: true })
  readonly closedAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true })
  readonly acknowledgedAt!: Date | null;
  @Field(() => String, { nullable: true })
  readonly acknowledgedBy!: string | null;
  @Field(() => Int, { description: '1 when opened; one more with every reminder and at the end.' })
  readonly sequence!: number;
  @Field(() => GraphQLJSONObject, { description: 'The numbers behind it.' })
  readonly detail!: Readonly<Record<string, unknown>>;
}

@ObjectType('AlertConnection', { description: 'A page of alerts, newest first.', simpleResolvers: true })
class AlertConnectionType {
  @Field(() => [AlertType])
  readonly nodes!: readonly AlertRow[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@ObjectType('AlertRule', { description: 'What is watched for.', simpleResolvers: true })
class AlertRuleType {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => String)
  readonly kind!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => Boolean)
  readonly enabled!: boolean;
  @Field(() => Int, { nullable: true, description: 'Null: told once.' })
  readonly remindEveryMinutes!: number | null;
  @Field(() => Int)
  readonly quietMinutes!: number;
  @Field(() => GraphQLJSONObject, { description: 'What the kind needs.' })
  readonly settings!: Readonly<Record<string, unknown>>;
  @Field(() => GraphQLDateTimeISO)
  readonly createdAt!: Date;
  @Field(() => String)
  readonly createdBy!: string;
}

@ObjectType('SilentDelivery', { description: 'A mail without a final event though it was due.', simpleResolvers: true })
class SilentDeliveryType {
  @Field(() => ID)
  readonly deliveryId!: string;
  @Field(() => String)
  readonly domain!: string;
  @Field(() => GraphQLDateTimeISO)
  readonly firstEventAt!: Date;
  @Field(() => GraphQLDateTimeISO)
  readonly dueAt!: Date;
}

@ObjectType('SilentDeliveryEdge', { simpleResolvers: true })
class SilentDeliveryEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => SilentDeliveryType)
  readonly node!: SilentDelivery;
}

@ObjectType('SilentDeliveryConnection', { description: 'A page of silent mails, longest due first.', simpleResolvers: true })
class SilentDeliveryConnectionType {
  @Field(() => [SilentDeliveryEdgeType])
  readonly edges!: readonly SilentDeliveryEdgeType[];
  @Field(() => [SilentDeliveryType])
  readonly nodes!: readonly SilentDelivery[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@InputType('AlertTagInput', { description: 'A tag of the sender.' })
class AlertTagInput {
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly value!: string;
}

/** What all rules have, and what the kinds have. */
@InputType()
abstract class AlertRuleFields {
  @Field(() => Boolean, { nullable: true, description: 'True when a new rule does not say.' })
  readonly enabled?: boolean | null;
  @Field(() => Int, { nullable: true, description: 'How often to tell again while it lasts; null: told once.' })
  readonly remindEveryMinutes?: number | null;
  @Field(() => Int, { nullable: true, description: 'Over, after so long without anything out of line.' })
  readonly quietMinutes?: number | null;
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'MAIL_FAILED: which.' })
  readonly statuses?: DeliveryStatus[] | null;
  @Field(() => AlertTagInput, { nullable: true, description: 'MAIL_FAILED: only mails with this tag; null: all.' })
  readonly tag?: AlertTagInput | null;
  @Field(() => Int, { nullable: true, description: 'MAIL_SILENT: how long at a domain that we do not know well; 240.' })
  readonly afterMinutes?: number | null;
  @Field(() => Int, { nullable: true, description: 'MAIL_SILENT: from so many on the domain’s usual time counts; 50.' })
  readonly minimumObservations?: number | null;
  @Field(() => RateEnum, { nullable: true, description: 'RATE: which.' })
  readonly rate?: Rate | null;
  @Field(() => Float, { nullable: true, description: 'RATE: out of line above this share, such as 0.05.' })
  readonly above?: number | null;
  @Field(() => Int, { nullable: true, description: 'RATE, SENDER_TROUBLE: how far back is counted; 60.' })
  readonly windowMinutes?: number | null;
  @Field(() => Int, { nullable: true, description: 'RATE: fewer are no rate; 100.' })
  readonly minimumVolume?: number | null;
  @Field(() => Int, { nullable: true, description: 'SENDER_TROUBLE: from so many replies on; 1.' })
  readonly minimum?: number | null;
}

@InputType('AddAlertRuleInput', { description: 'What to watch for; which fields belong to which kind stands beside them.' })
class AddAlertRuleInput extends AlertRuleFields {
  @Field(() => AlertRuleKindEnum)
  readonly kind!: string;
  @Field(() => String)
  readonly name!: string;
}

@InputType('ChangeAlertRuleInput', { description: 'What is absent stays; which fields a rule has depends on its kind.' })
class ChangeAlertRuleInput extends AlertRuleFields {
  @Field(() => String, { nullable: true })
  readonly name?: string | null;
}

@Resolver(() => AlertType)
export class AlertResolver {
  @Authorized<Scope>('mail:read')
  @Query(() => AlertConnectionType, {
    description: 'Newest first. Trouble on the sending side is shown to keys with the role OPERATOR or ADMIN.',
  })
  async alerts(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('open', () => Boolean, { nullable: true }) open: boolean | undefined,
    @Arg('kind', () => String, { nullable: true }) kind: string | undefined,
    @Ctx() { tenant, principal, reads }: GraphQLContext,
  ): Promise<AlertConnectionType> {
    const { limit, cursor } = pageArguments(first, after);
    const filter = {
      open: open ?? null,
      kind: givenText('kind', kind) ?? null,
      operator: principal.scopes.has('operations:read'),
    };
    const { rows, hasNextPage } = await listAlerts(reads, tenant, filter, limit, cursor);
    return connectionOf(rows, hasNextPage, (row) => encodeCursor({ at: row.openedAt.getTime(), id: row.id }));
  }

  @Authorized<Scope>('mail:read')
  @Query(() => [AlertRuleType], { description: 'What is watched for, oldest first.' })
  alertRules(@Ctx() { tenant, reads }: GraphQLContext): Promise<readonly AlertRuleRow[]> {
    return listAlertRules(reads, tenant);
  }

  @Authorized<Scope>('mail:read')
  @Query(() => SilentDeliveryConnectionType, {
    description: 'Mails without a final event though it was due, longest due first. Known while a rule MAIL_SILENT is there.',
  })
  async silentDeliveries(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() { tenant, now, reads }: GraphQLContext,
  ): Promise<SilentDeliveryConnectionType> {
    const { limit, cursor } = pageArguments(first, after);
    const { rows, hasNextPage } = await listSilentDeliveries(reads, tenant, now, limit, cursor);
    return connectionOf(rows, hasNextPage, (row) => encodeCursor({ at: row.dueAt.getTime(), id: row.deliveryId }));
  }

  @Authorized<Scope>('alerts:write')
  @Mutation(() => AlertRuleType, { description: 'Watches for something.' })
  addAlertRule(
    @Arg('input', () => AddAlertRuleInput) input: AddAlertRuleInput,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<AlertRuleRow> {
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));
    return service.alerts.addRule(tenant, principal, given, now);
  }

  @Authorized<Scope>('alerts:write')
  @Mutation(() => AlertRuleType, {
    description:
      'Changes what is watched for; `enabled` switches it off and on. What is open closes once nothing is out of line by it.',
  })
  changeAlertRule(
    @Arg('id', () => ID) id: string,
    @Arg('input', () => ChangeAlertRuleInput) input: ChangeAlertRuleInput,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<AlertRuleRow> {
    const change = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    return service.alerts.changeRule(tenant, principal, id, change, now);
  }

  @Authorized<Scope>('alerts:write')
  @Mutation(() => Boolean, { description: 'Watches for it no more; what it opened is closed.' })
  async removeAlertRule(
    @Arg('id', () => ID) id: string,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<boolean> {
    await service.alerts.removeRule(tenant, principal, id, now);
    return true;
  }

  @Authorized<Scope>('alerts:write')
  @Mutation(() => AlertType, { description: 'Says that somebody takes care: no more reminders.' })
  acknowledgeAlert(
    @Arg('id', () => ID) id: string,
    @Arg('onBehalfOf', () => String, { nullable: true, description: 'The person for whom you act.' }) person: string | undefined,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<AlertRow> {
    return service.alerts.acknowledge(tenant, principal, id, onBehalfOf(principal, person), now);
  }

  @FieldResolver(() => AlertExplanationType, { description: 'What happened and what to do, in the asked language.' })
  explanation(
    @Arg('language', () => LanguageEnum, { defaultValue: languages[0] }) language: Language,
    @Root() row: AlertRow,
    @Ctx() { service }: GraphQLContext,
  ): AlertExplanationType {
    return alertText(row, service.classifier.ruleset, language);
  }

  @FieldResolver(() => DeliveryType, { nullable: true, description: 'The delivery that it is about, or one of them.' })
  async delivery(@Root() { detail }: AlertRow, @Ctx() { deliveries }: GraphQLContext): Promise<DeliveryRow | null> {
    const [first] = Array.isArray(detail['deliveryIds']) ? (detail['deliveryIds'] as unknown[]) : [detail['deliveryId']];
    return typeof first === 'string' ? deliveries.load(first) : null;
  }
}

@Resolver(() => SilentDeliveryType)
export class SilentDeliveryResolver {
  @FieldResolver(() => DeliveryType, { nullable: true, description: 'The delivery itself; null once it is forgotten.' })
  delivery(@Root() { deliveryId }: SilentDelivery, @Ctx() { deliveries }: GraphQLContext): Promise<DeliveryRow | null> {
    return deliveries.load(deliveryId);
  }
}
