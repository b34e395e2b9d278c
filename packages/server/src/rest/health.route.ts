import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';

/** For orchestrators. `/healthz`: restart me if not; `/readyz`: send me traffic if so. */
export function health(app: FastifyInstance, service: Service): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const problems = service.notHealthy();
    return reply.status(problems.length === 0 ? 200 : 503).send({ healthy: problems.length === 0, problems });
  });
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const problems = await service.notReady();
    // What does not work, though questions are answered: no reason to send traffic elsewhere.
    return reply
      .status(problems.length === 0 ? 200 : 503)
      .send({ ready: problems.length === 0, problems, warnings: service.warnings() });
  });
}
