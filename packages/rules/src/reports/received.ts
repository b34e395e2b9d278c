const most = 30;

/**
 * Hosts and addresses that Received fields name behind `from` and `by` (RFC 5321 §4.4), in lower case, in order. A name that
 * a client only gave itself is left out where the server noted who it really was: spammers greet with the name of others.
 */
export function hostsOf(received: readonly string[]): string[] {
  const hosts = new Set<string>();
  for (const field of received) {
    const value = field.slice(0, 600);
    const by = /(?:^|\s)by\s+([^\s;()]{1,255})/.exec(value);
    const from = /^\s*from\s+(.*)/s.exec(value.slice(0, by ? by.index : undefined))?.[1] ?? '';
    for (const host of clientsOf(from)) if (hosts.size < most) hosts.add(host);
    if (by && isHost(by[1]!) && hosts.size < most) hosts.add(bare(by[1]!));
  }
  return [...hosts];
}

/** `mail.example.com (mx.example.net [192.0.2.1])`: greeting, name by address, address. */
function clientsOf(from: string): string[] {
  const words = from.split(/[\s();,[\]]+/, 30).filter((word) => word !== '');
  const greeting = words[0] ?? '';
  const noted: string[] = [];
  // Exim writes the name by address first where it differs from the greeting.
  let trusted = false;
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    if (/^[eh][eh]lo=/i.test(word)) trusted = true;
    else if (isHost(word) && !/^[eh][eh]lo$/i.test(words[i - 1]!)) noted.push(bare(word));
  }
  const first = isHost(greeting) && (trusted || noted.length === 0) ? [bare(greeting)] : [];
  return [...first, ...noted];
}

function isHost(word: string): boolean {
  const value = word.replace(/^ipv6:/i, '');
  return value.includes(':')
    ? /^[0-9a-f:]{6,39}$/i.test(value) && value.split(':').length > 4
    : value.includes('.') && value.length <= 255 && /^[a-z0-9_.-]+$/i.test(value);
}

function bare(word: string): string {
  const value = word.replace(/^ipv6:/i, '').toLowerCase();
  return value.endsWith('.') ? value.slice(0, -1) : value;
}
