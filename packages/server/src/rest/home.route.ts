import type { FastifyInstance } from 'fastify';

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Bezorgd</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1c2733 }
  code, pre { background: #eef2f5; border-radius: 4px; padding: .1rem .3rem } pre { padding: 1rem; white-space: pre-wrap }
  li { margin: .3rem 0 }
</style>
<h1>Bezorgd</h1>
<p>Did the mail arrive; if not why; whose move is it; may we mail this address again?</p>
<ul>
  <li><code>POST /graphql</code>: ask anything</li>
  <li><code>POST /v1/events</code>: tell what happened to mails</li>
  <li><code>GET /v1/deliveries</code>, <code>POST /v1/suppressions/check</code>, <code>POST /v1/classify</code>, <code>POST /v1/reports/classify</code>, <code>GET /v1/ruleset</code></li>
  <li><a href="/openapi.json"><code>/openapi.json</code></a>, <a href="/healthz"><code>/healthz</code></a>, <a href="/readyz"><code>/readyz</code></a></li>
</ul>
<p>A first question, in a terminal, with the API key that the first start printed:</p>
<pre>curl -s __ORIGIN__/graphql -H "authorization: Bearer $KEY" -H 'content-type: application/json' -d '{"query":
"{ deliveries(first: 5, filter: {status: [HARD_BOUNCED]}) { nodes { recipient { address } explanation(language: NL) { cause remedy } } } }"}'</pre>
</html>
`;

/** The way in for somebody who opens the address in a browser. */
export function home(app: FastifyInstance): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    // Where we listen, not what the Host header says: that is the caller's word.
    const { listeningOrigin } = request.server;
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page.replace('__ORIGIN__', listeningOrigin));
  });
}
