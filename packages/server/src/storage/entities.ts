import { defineEntity, p } from '@mikro-orm/core';

/** The tables that are written and read one row at a time. Events and deliveries go through SQL by hand. */
export const Recipient = defineEntity({
  name: 'Recipient',
  tableName: 'recipient',
  properties: {
    tenant: p.text().primary(),
    recipientId: p.uuid().primary(),
    address: p.text().nullable(),
    domain: p.text(),
    firstSeenAt: p.datetime(),
    erasedAt: p.datetime().nullable(),
  },
});

export const Suppression = defineEntity({
  name: 'Suppression',
  tableName: 'suppression',
  properties: {
    tenant: p.text().primary(),
    recipientId: p.uuid().primary(),
    suppressionId: p.uuid().primary(),
    cause: p.text(),
    since: p.datetime(),
    until: p.datetime().nullable(),
    stream: p.text().nullable(),
    ours: p.boolean().nullable(),
    acceptedAfter: p.datetime().nullable(),
    deliveryId: p.uuid().nullable(),
    eventId: p.uuid().nullable(),
    byReport: p.boolean(),
    category: p.text().nullable(),
    ruleId: p.text().nullable(),
    ruleVersion: p.integer().nullable(),
    rulesetId: p.integer().nullable(),
    createdBy: p.text().nullable(),
    reason: p.text().nullable(),
    liftedAt: p.datetime().nullable(),
    liftedBy: p.text().nullable(),
    liftReason: p.text().nullable(),
    successorId: p.uuid().nullable(),
  },
});

export const StoredRuleset = defineEntity({
  name: 'StoredRuleset',
  tableName: 'ruleset',
  properties: {
    rulesetId: p.integer().primary(),
    digest: p.text(),
    document: p.json(),
    firstUsedAt: p.datetime(),
  },
});

export const ServiceSecret = defineEntity({
  name: 'ServiceSecret',
  tableName: 'service_secret',
  properties: { name: p.text().primary(), value: p.blob() },
});

export const entities = [Recipient, Suppression, StoredRuleset, ServiceSecret];
