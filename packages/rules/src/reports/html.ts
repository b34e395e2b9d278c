const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  euml: 'ë',
  iuml: 'ï',
  ouml: 'ö',
  uuml: 'ü',
  auml: 'ä',
  agrave: 'à',
  ccedil: 'ç',
  szlig: 'ß',
};

const breaking = new Set([
  'br',
  'p',
  'div',
  'tr',
  'li',
  'ul',
  'ol',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'pre',
  'hr',
  'blockquote',
  'td',
]);
const hidden = new Set(['style', 'script', 'title', 'head']);

/** The words of an HTML page, one block a line. Enough to find an address and a reply; one pass, no tree. */
export function htmlToText(html: string): string {
  const lower = html.toLowerCase();
  const last = html.lastIndexOf('>');
  const unclosed = new Set<string>();
  let out = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return out + plain(html.slice(at));
    out += plain(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open + 4);
      at = close < 0 ? html.length : close + 3;
      continue;
    }
    const name = tagName(html, open);
    // "<user@example.com>" and "< 5" in careless HTML are text.
    const close = name === '' || open > last ? -1 : html.indexOf('>', open);
    if (
      close < 0 ||
      html
        .slice(open, Math.min(close, open + 80))
        .split(' ', 1)[0]!
        .includes('@')
    ) {
      out += '<';
      at = open + 1;
      continue;
    }
    at = close + 1;
    if (breaking.has(name.replace('/', ''))) out += '\n';
    if (hidden.has(name) && !unclosed.has(name)) {
      const end = lower.indexOf(`</${name}`, at);
      if (end < 0) unclosed.add(name);
      else at = end;
    }
  }
  return out;
}

function tagName(html: string, open: number): string {
  let end = open + 1;
  if (html[end] === '/' || html[end] === '!') end++;
  while (end < open + 20 && isLetterOrDigit(html.charCodeAt(end))) end++;
  return end === open + 1 ? '' : html.slice(open + 1, end).toLowerCase();
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function plain(text: string): string {
  if (!text.includes('&')) return text;
  let out = '';
  let at = 0;
  for (let amp = text.indexOf('&'); amp >= 0; amp = text.indexOf('&', at)) {
    out += text.slice(at, amp);
    const length = text.slice(amp, amp + 12).indexOf(';');
    const end = amp + length;
    const name = length > 1 ? text.slice(amp + 1, end) : '';
    const character = entities[name] ?? numeric(name);
    out += character ?? '&';
    at = character === undefined ? amp + 1 : end + 1;
  }
  return out + text.slice(at);
}

function numeric(name: string): string | undefined {
  if (!name.startsWith('#')) return undefined;
  const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
