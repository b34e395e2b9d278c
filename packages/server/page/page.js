import { words } from './words.js';

/**
 * The page for support staff: one address or message, or one returned mail, in plain words. It asks the REST API as any client
 * does; whatever comes from there is shown as text, never as markup.
 */

/** @param {string} id */
const byId = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
const languageChoice = /** @type {HTMLSelectElement} */ (document.getElementById('language'));
const names = { nl: 'Nederlands', en: 'English' };

/** @returns {keyof typeof words} */
const language = () => (languageChoice.value === 'nl' ? 'nl' : 'en');
const says = () => words[language()];

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string | null)} children
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** @param {string} instant */
const time = (instant) =>
  element(
    'time',
    { datetime: instant },
    new Date(instant).toLocaleString(language() === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
  );

/**
 * A word of ours for one of the service's; its own where we have none.
 * @param {Record<string, string>} table
 * @param {string} word
 */
const named = (table, word) => table[word] ?? word;

/** Name and value side by side, without the empty ones. @param {...[string, Node | string | null]} rows */
function list(...rows) {
  const told = rows.flatMap(([name, value]) => (value === null ? [] : [element('dt', {}, name), element('dd', {}, value)]));
  return told.length === 0 ? null : element('dl', {}, ...told);
}

/**
 * What the server said, with the words that decided.
 * @param {{ replyCode: number | null, enhancedStatusCode: string | null, text: string }} reply
 * @param {{ start: number, end: number } | null | undefined} span
 */
function quoted({ replyCode, enhancedStatusCode, text }, span) {
  const codes = [replyCode, enhancedStatusCode].filter((code) => code !== null).join(' ');
  const { start, end } = span ?? { start: 0, end: 0 };
  return element(
    'q',
    {},
    `${codes} `.trimStart(),
    text.slice(0, start),
    end > start ? element('mark', {}, text.slice(start, end)) : null,
    text.slice(end),
  );
}

/** @param {{ ruleId: string | null, ruleVersion: number | null } | null} classification */
const ruleOf = (classification) =>
  classification?.ruleId ? element('code', {}, `${classification.ruleId}@${classification.ruleVersion}`) : null;

class Problem extends Error {}

/**
 * @param {string} path
 * @param {unknown} [body] Asked with POST where given.
 */
async function ask(path, body) {
  const key = byId('key').value.trim();
  if (key === '') throw new Problem(says().giveKey);
  const request =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, { ...request, headers: { ...request.headers, authorization: `Bearer ${key}` } }).catch(
    () => {
      throw new Problem(says().unreachable);
    },
  );
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401) throw new Problem(says().wrongKey);
  if (response.status === 403) throw new Problem(says().notAllowed);
  if (!response.ok) throw new Problem(answer.detail ?? says().unreachable);
  return answer;
}

/** @param {{ cause: string, remedy: string, actor: string }} explanation */
const explained = ({ cause, remedy, actor }) => [
  element('p', { class: 'cause' }, cause),
  element('p', {}, remedy),
  element('p', { class: 'note' }, `${says().move} ${named(says().actors, actor)}`),
];

/** @param {any} entry One of a delivery's timeline. */
const happened = ({ occurredAt, type, reply, classification, mxHost }) =>
  element(
    'li',
    {},
    time(occurredAt),
    ` ${named(says().events, type)} `,
    reply && quoted(reply, classification?.span),
    list([says().server, mxHost], [says().rule, ruleOf(classification)]),
  );

/** @param {any} delivery */
function deliveryCard({ id, recipient, status, statusAt, explanation, caveat, messageId, sent }) {
  const proof = element('details', {}, element('summary', {}, says().proof));
  const fill = async () => {
    const { timeline } = await ask(`/v1/deliveries/${id}?language=${language()}`);
    proof.append(element('ol', {}, ...timeline.map(happened)));
  };
  proof.addEventListener('toggle', () => fill().catch((problem) => proof.append(problemText(problem))), { once: true });
  return element(
    'article',
    {},
    element('h3', {}, `${recipient.address ?? `${says().hidden} @${recipient.domain}`}: ${named(says().statuses, status)}`),
    time(statusAt),
    ...explained(explanation),
    caveat ? element('p', { class: 'note' }, caveat) : null,
    sent ? null : element('p', { class: 'note' }, says().toldByReport),
    list([says().message, messageId]),
    proof,
  );
}

/** @param {any} check */
function mayMail({ maySend, cause, since, until }) {
  if (maySend) return element('p', {}, says().mayMail);
  return element(
    'p',
    { class: 'problem' },
    `${says().mayNotMail} ${named(says().causes, cause)}`,
    ...(since ? [`, ${says().since} `, time(since)] : []),
    ...(until ? [`, ${says().until} `, time(until)] : [`, ${says().forEver}`]),
    '.',
  );
}

/** @param {URLSearchParams} query @returns {Promise<Node[]>} */
async function deliveriesOf(query) {
  const { deliveries, hasNextPage, endCursor } = await ask(`/v1/deliveries?${query}`);
  const cards = deliveries.map(deliveryCard);
  if (!hasNextPage) return cards;
  const more = element('button', { type: 'button' }, says().more);
  more.addEventListener('click', async () => {
    query.set('after', endCursor);
    more.replaceWith(...(await deliveriesOf(query).catch((problem) => [problemText(problem), more])));
  });
  return [...cards, more];
}

/** An address looks like a Message-ID: whoever was mailed is asked for first. @param {string} asked */
async function arrived(asked) {
  const page = { first: '10', language: language() };
  const isAddress = asked.includes('@');
  const check = isAddress ? (await ask('/v1/suppressions/check', { addresses: [asked] })).results[0] : null;
  const toAddress =
    check && check.cause !== 'address-syntax' ? await deliveriesOf(new URLSearchParams({ recipient: asked, ...page })) : [];
  if (toAddress.length > 0) return [mayMail(check), ...toAddress];
  const ofMessage = await deliveriesOf(new URLSearchParams({ messageId: asked, ...page }));
  if (ofMessage.length > 0) return ofMessage;
  return [element('p', {}, says().nothing), ...(check ? [mayMail(check)] : [])];
}

/** @param {any} classified A reply or a recipient of a report. @param {...(Node | string | null)} above */
const verdictCard = ({ reply, classification, explanation, remoteMta = null }, ...above) =>
  element(
    'article',
    {},
    ...above,
    ...explained(explanation),
    reply && element('p', {}, quoted(reply, classification.span)),
    list([says().server, remoteMta], [says().rule, ruleOf(classification)]),
  );

/** @param {string} pasted */
async function returned(pasted) {
  const reader = { language: language() };
  const asReply = async () => [verdictCard(await ask('/v1/classify', { reply: pasted, ...reader }))];
  if (/^[245]\d\d[ -]/.test(pasted)) return asReply();
  const { kind, meaning, recipients, original } = await ask('/v1/reports/classify', { mail: pasted, ...reader });
  // A line that names nobody is what a server said, without its code.
  if (recipients.length === 0 && !pasted.includes('\n')) return asReply();
  const lacksNames = recipients.length === 0 && ['bounce', 'delayed'].includes(kind);
  return [
    element('p', { class: 'cause' }, meaning),
    list([says().subject, original.subject], [says().message, original.messageId], [says().sent, original.date]),
    ...recipients.map((/** @type {any} */ one) => verdictCard(one, element('h3', {}, one.recipient))),
    lacksNames ? element('p', { class: 'note' }, says().nobodyNamed) : null,
    recipients.length === 100 ? element('p', { class: 'note' }, says().clipped) : null,
  ];
}

/** @param {unknown} problem */
const problemText = (problem) =>
  element('p', { class: 'problem', role: 'alert' }, problem instanceof Problem ? problem.message : String(problem));

let questions = 0;
/** @param {string} form @param {string} field @param {(asked: string) => Promise<(Node | null)[]>} answerOf */
function answers(form, field, answerOf) {
  byId(form).addEventListener('submit', async (event) => {
    event.preventDefault();
    const asked = byId(field).value.trim();
    const question = ++questions;
    const button = /** @type {HTMLButtonElement} */ (byId(form).querySelector('button'));
    button.disabled = true;
    const answer = await answerOf(asked).catch((problem) => [problemText(problem)]);
    button.disabled = false;
    // A later question may have been answered sooner.
    if (question !== questions) return;
    byId(form).after(byId('answer'));
    byId('answer').replaceChildren(...answer.flatMap((part) => part ?? []));
  });
}

function speak() {
  document.documentElement.lang = language();
  /** @type {Record<string, unknown>} */
  const table = says();
  for (const told of document.querySelectorAll('[data-words]'))
    told.textContent = String(table[told.getAttribute('data-words') ?? '']);
  byId('answer').replaceChildren();
}

for (const [value, name] of Object.entries(names)) languageChoice.append(element('option', { value }, name));
languageChoice.value = navigator.language.toLowerCase().startsWith('nl') ? 'nl' : 'en';
languageChoice.addEventListener('change', speak);
speak();
answers('arrived', 'whom', (asked) => arrived(asked.replace(/^<(.*)>$/, '$1')));
answers('returned', 'mail', returned);
