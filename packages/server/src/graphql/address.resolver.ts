import type { Language } from '@bezorgd/rules';
import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import type { Place } from '../addresses/check-address.ts';
import type { DomainReport } from '../addresses/check-domain.ts';
import { sentenceOf, severities, severityOf, type DnsRecord, type Finding, type Severity } from '../addresses/finding.ts';
import {
  addressCheckCost,
  addressConclusions,
  maxAddressCharacters,
  maxAddressesAtOnce,
  type AddressConclusion,
  type AddressReport,
} from '../answers/check-address.ts';
import { domainCheckCost, domainReport } from '../answers/check-domain.ts';
import { badArgument } from '../errors.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryType } from './delivery.resolver.ts';
import { enumOf, LanguageEnum } from './enums.ts';

const SeverityEnum = enumOf(severities);
registerEnumType(SeverityEnum, {
  name: 'Severity',
  description: 'How grave a finding is.',
  valuesConfig: {
    OK: { description: 'In order.' },
    ADVICE: { description: 'Works, and could be better or is worth a look.' },
    PROBLEM: { description: 'Mail will not arrive, or will not be believed.' },
    COULD_NOT_CHECK: { description: 'DNS did not answer. It says nothing against what was checked: check again later.' },
  },
});

const AddressConclusionEnum = enumOf(addressConclusions);
registerEnumType(AddressConclusionEnum, {
  name: 'AddressConclusion',
  description: 'What a check of an address comes to.',
  valuesConfig: {
    NO_OBJECTION: { description: 'Nothing speaks against it. Whether the mailbox exists shows a mail.' },
    COULD_NOT_CHECK: { description: 'DNS did not answer: check again later.' },
    BLOCKED: { description: 'You do not mail it now.' },
    UNDELIVERABLE: { description: 'Mail will not arrive.' },
  },
});

@ObjectType('DnsRecord', { description: 'A record as it should stand in DNS.', simpleResolvers: true })
class DnsRecordType {
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly type!: string;
  @Field(() => String)
  readonly value!: string;
}

@ObjectType('Finding', { description: 'One thing that a check found out.', simpleResolvers: true })
export class FindingType {
  @Field(() => String, { description: 'What was found: domain-null-mx, look-alike, … An open list.' })
  readonly code!: string;
}

@Resolver(() => FindingType)
export class FindingResolver {
  @FieldResolver(() => SeverityEnum, { description: 'How grave it is.' })
  severity(@Root() finding: Finding): Severity {
    return severityOf(finding);
  }

  @FieldResolver(() => String, { description: 'What was found, and what to do.' })
  text(@Arg('language', () => LanguageEnum, { defaultValue: 'en' }) language: Language, @Root() finding: Finding): string {
    return sentenceOf(finding, language);
  }

  @FieldResolver(() => DnsRecordType, { nullable: true, description: 'What to publish in DNS, where that can be said.' })
  record(@Root() { record }: Finding): DnsRecord | null {
    return record ?? null;
  }
}

@ObjectType('Place', { description: 'A part of a text, in UTF-16 units.', simpleResolvers: true })
class PlaceType {
  @Field(() => Int)
  readonly start!: number;
  @Field(() => Int, { description: 'Exclusive.' })
  readonly end!: number;
}

@ObjectType('AddressReport', { description: 'What can be said of an address before mailing it.', simpleResolvers: true })
class AddressReportType {
  @Field(() => String, { description: 'As asked.' })
  readonly address!: string;
  @Field(() => AddressConclusionEnum, { description: 'What it comes to.' })
  readonly conclusion!: AddressConclusion;
  @Field(() => String, { nullable: true, description: 'In ASCII; null when the address cannot be read.' })
  readonly domain!: string | null;
  @Field(() => PlaceType, { nullable: true, description: 'Of a fault of writing: which part of the address.' })
  readonly place!: Place | null;
  @Field(() => String, { nullable: true, description: 'The address that was most likely meant.' })
  readonly suggestion!: string | null;
  @Field(() => [FindingType], { description: 'All that was found, what blocks first.' })
  readonly findings!: readonly Finding[];
  @Field(() => DeliveryType, { nullable: true, description: 'Null: never mailed, or the key may not read mail.' })
  readonly lastDelivery!: DeliveryRow | null;
}

@Resolver(() => AddressReportType)
export class AddressCheckResolver {
  @Authorized<Scope>('addresses:check')
  @Query(() => AddressReportType, {
    description:
      'Is this address worth a mail: its writing, its domain, whether that takes mail, likely typing errors, and what you know of it. No mail is sent.',
  })
  @Extensions({ cost: addressCheckCost })
  checkAddress(
    @Arg('address', () => String, { description: 'As it was typed.' }) address: string,
    @Ctx() { service, principal, tenant, now }: GraphQLContext,
  ): Promise<AddressReport> {
    if (address.length > maxAddressCharacters) throw badArgument('address', `give at most ${maxAddressCharacters} characters`);
    return service.addressChecks.check(tenant, address, principal, now);
  }

  @Authorized<Scope>('addresses:check')
  @Query(() => [AddressReportType], {
    description:
      'Which of these addresses are worth a mail: one answer each, in the same order. Costs as much as asking for each.',
  })
  @Extensions({ cost: addressCheckCost, sizedBy: 'addresses' })
  checkAddresses(
    @Arg('addresses', () => [String], { description: `As they were typed; 1 to ${maxAddressesAtOnce}.` }) addresses: string[],
    @Ctx() { service, principal, tenant, now }: GraphQLContext,
  ): Promise<readonly AddressReport[]> {
    return service.addressChecks.checkAll(tenant, addresses, principal, now);
  }

  @FieldResolver(() => Boolean, { description: 'May this address be mailed now, as far as you decided?' })
  maySend(@Root() { check }: AddressReport): boolean {
    return check.maySend;
  }
}

@ObjectType('DomainReport', {
  description: 'Whether receivers can tell that mails of a domain are its own.',
  simpleResolvers: true,
})
class DomainReportType {
  @Field(() => String, { description: 'In ASCII.' })
  readonly domain!: string;
  @Field(() => SeverityEnum, { description: 'Of the gravest finding.' })
  readonly severity!: Severity;
  @Field(() => [FindingType], { description: 'Codes begin with mx, spf, dkim, dmarc or ptr.' })
  readonly findings!: readonly Finding[];
}

@Resolver()
export class DomainCheckResolver {
  @Authorized<Scope>('addresses:check')
  @Query(() => DomainReportType, {
    description: 'Are SPF, DKIM, DMARC, MX and the names of the sending addresses in order; if not, what to change.',
  })
  @Extensions({ cost: domainCheckCost })
  checkDomain(
    @Arg('domain', () => String, { description: 'The domain that sends, as it stands after the @ of From.' }) domain: string,
    @Arg('sendingIps', () => [String], { defaultValue: [], description: 'From where the mails are sent; at most 20.' })
    sendingIps: string[],
    @Arg('dkimSelectors', () => [String], {
      defaultValue: [],
      description: 'As they stand in s= of DKIM-Signature; at most 10.',
    })
    dkimSelectors: string[],
    @Ctx() { service }: GraphQLContext,
  ): Promise<DomainReport> {
    return domainReport(service, { domain, sendingIps, dkimSelectors });
  }
}
