import { bounceTypeOf, labelOf } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { caveatOf, explainDelivery } from '../answers/explain-delivery.ts';
import { Fault } from '../errors.ts';
import { engagementLevel, findDeliveries, type DeliveryRow } from '../queries/delivery.query.ts';
import { readTimelines, textOf } from '../queries/timeline.query.ts';
import { judgedTimeline, type JudgedEntry } from '../answers/judged-timeline.ts';
import { principalOf } from '../access/authenticate.ts';
import type { Service } from '../service.ts';
import { audienceSchema, deliverySchema, languageSchema, problemSchema, type timelineEntrySchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

export function getDelivery(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/deliveries/:id',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'getDelivery',
        tags: ['deliveries'],
        summary: 'Did it arrive, if not why, and whose move is it',
        headers: tenantHeader,
        params: z.object({ id: z.uuid({ error: 'give the id of a delivery, a UUID' }) }),
        querystring: z.strictObject({ language: languageSchema, audience: audienceSchema }),
        response: { 200: deliverySchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { language, audience } = request.query;
      const [row] = await findDeliveries(service.readsOf(tenant, principalOf(request)), tenant, [
        request.params.id.toLowerCase(),
      ]);
      if (!row) throw new Fault('delivery-unknown', 'There is no delivery with this id');
      const [entries = []] = await readTimelines(service.readsOf(tenant, principalOf(request)), tenant, [row]);
      const timeline = judgedTimeline(service, row, entries);
      return {
        ...deliveryAnswer(row),
        explanation: explainDelivery(row, service.classifier.ruleset, language, audience),
        caveat: caveatOf(row, language),
        timeline: timeline.map(entryAnswer),
      };
    },
  );
}

/** A delivery as both routes show it. */
export function deliveryAnswer(row: DeliveryRow): Omit<z.infer<typeof deliverySchema>, 'timeline' | 'explanation' | 'caveat'> {
  return {
    id: row.id,
    messageId: row.messageId,
    sent: row.sent,
    recipient: { id: row.recipientId, address: row.address, domain: row.domain },
    status: row.status,
    statusAt: row.statusAt.toISOString(),
    label: row.label,
    verdict: row.category && { category: row.category, permanence: row.permanence, scope: row.scope },
    replyCode: row.replyCode,
    enhancedStatusCode: row.enhancedStatusCode,
    ruleId: row.ruleId,
    ruleVersion: row.ruleVersion,
    engagement: {
      level: engagementLevel(row),
      humanOpens: row.humanOpens,
      humanClicks: row.humanClicks,
      machineOpens: row.opens - row.humanOpens,
      machineClicks: row.clicks - row.humanClicks,
      humanOpenedAt: row.humanOpenedAt?.toISOString() ?? null,
      humanClickedAt: row.humanClickedAt?.toISOString() ?? null,
      humanLastAt: row.humanLastAt?.toISOString() ?? null,
    },
    opens: row.opens,
    clicks: row.clicks,
    openedAt: row.openedAt?.toISOString() ?? null,
    clickedAt: row.clickedAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    firstEventAt: row.firstEventAt.toISOString(),
    lastEventAt: row.lastEventAt.toISOString(),
    attempts: row.attempts,
    tags: { ...row.tags },
  };
}

function entryAnswer(row: JudgedEntry): z.infer<typeof timelineEntrySchema> {
  const verdict = row.category === null ? null : { category: row.category, permanence: row.permanence, scope: row.scope };
  return {
    eventId: row.eventId,
    type: row.type,
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    reply: row.reply === null ? null : { replyCode: row.replyCode, enhancedStatusCode: row.enhancedStatusCode, text: row.reply },
    command: row.command,
    mxHost: row.mxHost,
    remoteIp: row.remoteIp,
    attempt: row.attempt,
    classification: verdict && {
      verdict,
      bounceType: bounceTypeOf(verdict),
      label: labelOf(verdict),
      confidence: row.proof?.confidence ?? 'fallback',
      pluginId: row.proof?.pluginId ?? null,
      pluginVersion: row.proof?.pluginVersion ?? null,
      ruleId: row.ruleId,
      ruleVersion: row.ruleVersion,
      span: row.proof?.span ?? null,
      runnersUp: [...(row.proof?.runnersUp ?? [])],
      rulesetDigest: row.rulesetDigest,
    },
    userAgent: textOf(row.detail, 'userAgent'),
    ip: textOf(row.detail, 'ip'),
    url: textOf(row.detail, 'url'),
    reason: textOf(row.detail, 'reason'),
    reportId: row.reportId,
    judgement: row.judgement && { ...row.judgement, reasons: [...row.judgement.reasons] },
  };
}
