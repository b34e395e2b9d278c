import type { SmtpCommand } from '../../rule.ts';

const commandPhrases: readonly (readonly [string, SmtpCommand])[] = [
  ['end of data', 'DOT'],
  ['final data', 'DOT'],
  ['message body', 'DOT'],
  ['transfer of mail text', 'DOT'],
  ['after i sent the message', 'DOT'],
  ['text command', 'DOT'],
  ['rcpt to', 'RCPT'],
  ['rcpt command', 'RCPT'],
  ['does not like recipient', 'RCPT'],
  ['mail from', 'MAIL'],
  ['mail command', 'MAIL'],
  ['sender was rejected', 'MAIL'],
  ['data command', 'DATA'],
  ['pipelined data', 'DATA'],
  ['after data', 'DATA'],
  ['our data', 'DATA'],
  ['starttls', 'STARTTLS'],
  ['auth command', 'AUTH'],
  ['ehlo command', 'EHLO'],
  ['helo command', 'EHLO'],
  ['after ehlo', 'EHLO'],
  ['after helo', 'EHLO'],
  ['our ehlo', 'EHLO'],
  ['our helo', 'EHLO'],
  ['my name was rejected', 'EHLO'],
  ['initial connection', 'CONNECT'],
  ['greeting', 'CONNECT'],
  ['our connect', 'CONNECT'],
];

/** What introduces the name of a command in the words that MTAs write around a reply. */
const introductions = [
  'in reply to',
  'following ',
  'remote server for ',
  ' after ',
  'did not like our',
  'response to',
  'during',
  'while sending',
  'command:',
  'smtp command',
  '>>> ',
];

const nobodyLeft = /\n<<< (?:503|554)[^\n]{0,200}(?:need rcpt|valid rcpt|no valid recipient)/i;

export function commandIn(text: string, at: number): SmtpCommand | null {
  const lower = text.toLowerCase();
  const sent = at >= 0 ? lower.lastIndexOf('>>> ', at) : lower.indexOf('>>> ');
  if (sent >= 0) {
    const word = lower.slice(sent + 4, sent + 12).split(/[^a-z.]/, 1)[0]!;
    const command =
      word === '.'
        ? 'DOT'
        : ({ rcpt: 'RCPT', mail: 'MAIL', data: 'DATA', ehlo: 'EHLO', helo: 'EHLO', starttls: 'STARTTLS', auth: 'AUTH' } as const)[
            word
          ];
    // Sendmail sends ahead: below "DATA" it prints the answers to the recipients, and that there is nobody left.
    if (command === 'DATA' && at >= 0 && nobodyLeft.test(text.slice(at).replace(/^.*/, ''))) return 'RCPT';
    if (command) return command;
  }
  const folded = lower.replaceAll(/[^\S ]\s*| \s+/g, ' ');
  for (const introduction of introductions) {
    for (
      let found = folded.indexOf(introduction), tries = 0;
      found >= 0 && tries < 5;
      found = folded.indexOf(introduction, found + 1), tries++
    ) {
      const window = folded.slice(found, found + introduction.length + 30);
      const command = commandPhrases.find(([phrase]) => window.includes(phrase))?.[1];
      if (command) return command;
      const bare = /^(?:smtp command|command:)\s*-*\s*(data|rcpt|mail|ehlo|helo)\b/.exec(window)?.[1];
      if (bare) return ({ data: 'DATA', rcpt: 'RCPT', mail: 'MAIL', ehlo: 'EHLO', helo: 'EHLO' } as const)[bare] ?? null;
    }
  }
  if (lower.includes('refused to talk to me') || lower.includes('but greeting failed')) return 'CONNECT';
  if (lower.includes('data closing ')) return 'DOT';
  if (lower.includes('[rcpt_to]')) return 'RCPT';
  if (lower.includes('[mail_from]')) return 'MAIL';
  if (lower.includes('[body]')) return 'DOT';
  // Gmail's old form names the state of its dialogue: 14 is RCPT.
  if (lower.includes('(state 14)')) return 'RCPT';
  for (const phrase of ['does not like recipient', 'sender was rejected', 'my name was rejected', 'after i sent the message']) {
    if (lower.includes(phrase)) return commandPhrases.find(([known]) => known === phrase)![1];
  }
  return null;
}
