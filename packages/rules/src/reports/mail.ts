import { mailboxOf } from './address.ts';
import { unixLines } from './decode.ts';
import { type Header, headerText, headerToken } from './headers.ts';
import { type Region, regionOf } from './text/region.ts';
import { folded as foldedText } from './text/phrases.ts';
import { type Entity, embeddedHeaders, embeddedSource, limits, type MailSource, readEntity, textOf, toSource } from './mime.ts';

/** A mail as the readers see it. What costs something is worked out when first asked for, and once. */
export interface Mail {
  readonly source: MailSource;
  /** 0, or 1 for a mail inside a mail. */
  readonly depth: number;
  readonly top: Entity;
  /** All entities that have no parts, in order; a `message/*` part is one, however much it holds. */
  readonly leaves: readonly Entity[];
  /** First field of that name of the outermost header, as text; empty when absent. */
  header(name: string): string;
  has(name: string): boolean;
  /** Address of the From field, in lower case, or empty. */
  readonly from: string;
  readonly subject: string;
  /** The words meant for people: the text parts before the returned mail. */
  readonly notice: string;
  /** Those words without the returned mail that may follow them, and that mail's header. */
  readonly region: Region;
  /** The words of the region in lower case, white space folded to one blank: for finding phrases that lines break. */
  readonly folded: string;
  /** Header of the returned mail, when a part of its own holds it. */
  readonly returned: readonly Header[];
}

export function openMail(raw: Uint8Array): Mail {
  return mailOf(toSource(raw), 0);
}

/** The first mail that a part of this one holds. */
export function nestedMail(mail: Mail): Mail | null {
  const part = mail.leaves.find(({ type }) => type === 'message/rfc822' || type === 'message/global');
  return part ? mailOf(embeddedSource(mail.source, part), mail.depth + 1) : null;
}

function mailOf(source: MailSource, depth: number): Mail {
  return new OpenedMail(source, depth);
}

class OpenedMail implements Mail {
  readonly source: MailSource;
  readonly depth: number;
  readonly top: Entity;
  readonly leaves: readonly Entity[];
  #from: string | undefined;
  #subject: string | undefined;
  #notice: string | undefined;
  #folded: string | undefined;
  #region: Region | undefined;
  #returned: readonly Header[] | undefined;

  constructor(source: MailSource, depth: number) {
    this.source = source;
    this.depth = depth;
    this.top = readEntity(source);
    const leaves: Entity[] = [];
    collectLeaves(this.top, leaves);
    this.leaves = leaves;
  }

  header(name: string): string {
    return headerText(this.top.headers, name);
  }
  has(name: string): boolean {
    for (const header of this.top.headers) if (header.name === name) return true;
    return false;
  }
  get from(): string {
    return (this.#from ??= mailboxOf(this.header('from')).toLowerCase());
  }
  get subject(): string {
    return (this.#subject ??= this.header('subject'));
  }
  get notice(): string {
    return (this.#notice ??= noticeOf(this.source, this.leaves));
  }
  get region(): Region {
    return (this.#region ??= regionOf(this.notice, this.returned));
  }
  get folded(): string {
    return (this.#folded ??= foldedText(this.region.text));
  }
  get returned(): readonly Header[] {
    return (this.#returned ??= returnedHeaders(this.source, this.leaves));
  }
}

function collectLeaves(entity: Entity, leaves: Entity[]): void {
  if (entity.parts.length === 0) leaves.push(entity);
  for (const part of entity.parts) collectLeaves(part, leaves);
}

/** Types under which a returned mail or its header comes (RFC 6522 §3, RFC 6533 §6). */
const returnedTypes = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'text/rfc822-header',
  'text/rfc822',
  'message/global',
  'message/global-headers',
  'message/rfc822-headers',
  'message/partial',
]);

export function isReturnedPart({ type }: Entity): boolean {
  return returnedTypes.has(type);
}

/** A part that begins with the header of a mail: the returned mail, put in without its `message/rfc822` wrapping. */
function isUnwrapped({ start, headers }: Entity): boolean {
  return (
    start > 0 &&
    headers.some(({ name }) => name === 'received') &&
    headers.some(({ name }) => name === 'message-id' || name === 'from')
  );
}

export function isStatusPart({ type }: Entity): boolean {
  return type === 'message/delivery-status' || type === 'message/global-delivery-status' || type === 'text/delivery-status';
}

function noticeOf(source: MailSource, leaves: readonly Entity[]): string {
  let text = '';
  const pages: Entity[] = [];
  for (const leaf of leaves) {
    if (isReturnedPart(leaf) || isUnwrapped(leaf)) {
      // Some reporters put the returned mail first.
      if (text.trim() !== '' || pages.length > 0) break;
      continue;
    }
    if (headerToken(leaf.headers, 'content-disposition') === 'attachment') continue;
    if (leaf.type === 'text/html') pages.push(leaf);
    else if (leaf.type === 'text/plain' || leaf.type === 'text' || leaf.type.startsWith('multipart/'))
      text += `${textOf(source, leaf)}\n`;
    if (text.length > limits.partBytes) break;
  }
  // HTML is only worth reading where nothing else says it.
  for (let i = 0; i < pages.length && text.trim() === ''; i++) text = textOf(source, pages[i]!);
  return unixLines(text);
}

function returnedHeaders(source: MailSource, leaves: readonly Entity[]): readonly Header[] {
  for (const leaf of leaves) {
    if (!isReturnedPart(leaf) && !isUnwrapped(leaf)) continue;
    const headers = isUnwrapped(leaf) ? leaf.headers : embeddedHeaders(source, leaf);
    if (headers.length > 0) return headers;
  }
  return [];
}

/** Without angle brackets (RFC 5322 §3.6.4); null when there is none. */
export function bareMessageId(value: string): string | null {
  const open = value.indexOf('<');
  const close = value.indexOf('>', open + 1);
  const id = (open >= 0 && close > open ? value.slice(open + 1, close) : value).trim();
  return id === '' ? null : id;
}
