import { isWord } from './reply-code.ts';

/** Host name standing before an address literal (`mx.example.com[192.0.2.1]`), or after words that name the server. */
export function hostIn(text: string): string | null {
  for (let open = text.indexOf('['), tries = 0; open > 0 && tries < 10; open = text.indexOf('[', open + 1), tries++) {
    const inside = text.slice(open + 1, open + 47);
    if (!/^[0-9a-fA-F.:]{3,45}\]/.test(inside)) continue;
    const host = hostBefore(text, text[open - 1] === ' ' ? open - 1 : open);
    if (host) return host;
  }
  const lower = text.toLowerCase();
  for (const lead of ['while talking to ', 'host: ', 'remote server: ', 'host ', 'server ']) {
    const found = lower.indexOf(lead);
    if (found < 0 || (found > 0 && isWord(lower.charCodeAt(found - 1)))) continue;
    const from = found + lead.length;
    const length = text.slice(from, from + 255).search(/[^A-Za-z0-9.-]/);
    const host = hostBefore(text, from + (length < 0 ? Math.min(255, text.length - from) : length));
    if (host) return host;
  }
  return null;
}

function hostBefore(text: string, end: number): string | null {
  let start = end;
  while (
    start > 0 &&
    end - start < 255 &&
    (isWord(text.charCodeAt(start - 1)) || text[start - 1] === '-' || text[start - 1] === '.')
  )
    start--;
  let host = text.slice(start, end).toLowerCase();
  while (host.endsWith('.')) host = host.slice(0, -1);
  const letters = /[a-z]$/.test(host);
  return letters && host.includes('.') && !host.startsWith('.') && text[start - 1] !== '@' ? host : null;
}
