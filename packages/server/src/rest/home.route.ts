import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const folder = new URL('../../page/', import.meta.url);
const types = {
  'page.js': 'text/javascript; charset=utf-8',
  'words.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
};
/** Its own script and style, and questions to this service: nothing else, whatever a reply contains. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page for support staff, which asks the REST API with the key that its reader gives. */
export function home(app: FastifyInstance): void {
  const page = readFileSync(new URL('index.html', folder), 'utf8');
  app.get('/', { schema: { hide: true } }, async (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
      // Where we listen, not what the Host header says: that is the caller's word.
      .send(page.replace('__ORIGIN__', request.server.listeningOrigin)),
  );
  for (const [name, type] of Object.entries(types)) {
    const content = readFileSync(new URL(name, folder));
    app.get(`/${name}`, { schema: { hide: true } }, async (_request, reply) =>
      reply.type(type).headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' }).send(content),
    );
  }
}
