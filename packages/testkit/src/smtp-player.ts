import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { addressOf, type Exchange, type Session, type Transcript } from './transcript.ts';

export interface PlayerOptions {
  /** Of the common door; 0 lets the system choose. */
  readonly port: number;
  readonly host?: string;
  /** Hears one line for each command and reply. */
  readonly log?: (line: string) => void;
}

/** Which address plays which recording, and where. */
export interface Role {
  readonly address: string;
  readonly transcript: string;
  readonly recipient: string;
  /** Its own door where the recording speaks before any recipient is named, else the common one. */
  readonly port: number;
}

export interface Player {
  readonly port: number;
  readonly roles: readonly Role[];
  close(): Promise<void>;
}

interface Play {
  readonly transcript: Transcript;
  readonly recipient: string;
}

const maxLineLength = 8192;
const maxOpenConnections = 200;

/**
 * Plays the remote side of recordings to a real mail program, on loopback. The local part of a recipient names the recording
 * (`google.mailbox-full@example.com`; `.2` behind it the second recipient). Each attempt of a recording is played once, the last
 * one again and again. Recordings that refuse before RCPT have a door of their own, since nobody is named yet when they speak;
 * on the common door they refuse at RCPT.
 */
export async function playTranscripts(
  transcripts: readonly Transcript[],
  { port, host = '127.0.0.1', log = () => {} }: PlayerOptions,
): Promise<Player> {
  const plays = new Map<string, Play>();
  for (const transcript of transcripts) {
    for (const [index, recipient] of transcript.recipients.entries()) {
      if (transcript.sessions.length > 0)
        plays.set(index === 0 ? transcript.id : `${transcript.id}.${index + 1}`, { transcript, recipient });
    }
  }
  const attempts = new Map<string, number>();
  const next = (name: string, sessions: readonly Session[]): Session => {
    const attempt = attempts.get(name) ?? 0;
    attempts.set(name, attempt + 1);
    return sessions[Math.min(attempt, sessions.length - 1)]!;
  };
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const open = async (door: number, early: Transcript | null): Promise<number> => {
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      converse(socket, { plays, next, early: early && next(early.id, early.sessions), log });
    });
    server.maxConnections = maxOpenConnections;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(door, host, resolve);
    });
    servers.push(server);
    return (server.address() as AddressInfo).port; // listening on TCP
  };

  const common = await open(port, null);
  const roles: Role[] = [];
  for (const [name, { transcript, recipient }] of plays) {
    const early = refusesEarly(transcript) && recipient === transcript.recipients[0];
    roles.push({
      address: `${name}@example.com`,
      transcript: transcript.id,
      recipient,
      port: early ? await open(0, transcript) : common,
    });
  }
  return {
    port: common,
    roles,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
}

function refusesEarly({ sessions }: Transcript): boolean {
  return sessions.some((session) => earlyRefusal(session) !== null);
}

function earlyRefusal({ exchanges }: Session): Exchange | null {
  const early = exchanges.find(
    ({ command, reply }) => (command === 'CONNECT' || command === 'EHLO' || command === 'MAIL') && !/^[23]/.test(reply),
  );
  return early ?? null;
}

interface Conversation {
  readonly plays: ReadonlyMap<string, Play>;
  readonly next: (name: string, sessions: readonly Session[]) => Session;
  readonly early: Session | null;
  readonly log: (line: string) => void;
}

function converse(socket: Socket, { plays, next, early, log }: Conversation): void {
  let buffered = '';
  let inData = false;
  /** The recordings of the recipients that were accepted in this transaction. */
  let accepted: Session[] = [];
  const say = (reply: string) => {
    // A recorded silence: the server hung up.
    if (reply === '') return socket.destroy();
    for (const line of reply.split('\n')) log(`S: ${line}`);
    socket.write(`${reply.replaceAll('\n', '\r\n')}\r\n`);
    if (reply.startsWith('421')) socket.end();
  };
  const recorded = (command: Exchange['command'], fallback: string, session: Session | null = early) =>
    say(session?.exchanges.find((exchange) => exchange.command === command)?.reply ?? fallback);

  // RFC 5321 §3.1: after a refusing greeting the server only waits for QUIT.
  const refused = early?.exchanges[0]?.reply.startsWith('2') === false;

  const command = (line: string) => {
    log(`C: ${line}`);
    const verb = line.slice(0, 4).toUpperCase();
    if (refused && verb !== 'QUIT') return say('503 5.5.1 Bad sequence of commands');
    switch (verb) {
      case 'EHLO':
      case 'HELO':
        return recorded(
          'EHLO',
          verb === 'EHLO'
            ? '250-testkit.example\n250-SIZE 52428800\n250-8BITMIME\n250-SMTPUTF8\n250 ENHANCEDSTATUSCODES'
            : '250 testkit.example',
        );
      case 'MAIL':
        accepted = [];
        return recorded('MAIL', '250 2.1.0 Ok');
      case 'RCPT':
        return recipient(line);
      case 'DATA': {
        if (accepted.length === 0) return say('503 5.5.1 No recipient was accepted');
        const refusal = accepted
          .map((session) => session.exchanges.find((exchange) => exchange.command === 'DATA')?.reply)
          .find((reply) => reply !== undefined && !reply.startsWith('3'));
        if (refusal !== undefined) return say(refusal);
        inData = true;
        return say('354 End data with <CR><LF>.<CR><LF>');
      }
      case 'RSET':
        accepted = [];
        return say('250 2.0.0 Ok');
      case 'NOOP':
        return say('250 2.0.0 Ok');
      case 'QUIT':
        say('221 2.0.0 Bye');
        return socket.end();
      default:
        return say('502 5.5.1 Command not implemented');
    }
  };

  const recipient = (line: string) => {
    const name = (addressOf(line) ?? '').split('@', 1)[0]!.toLowerCase();
    const play = plays.get(name);
    if (!play) return say(`550 5.1.1 <${name}>: no recording of that name`);
    const session = early ?? next(name, play.transcript.sessions);
    const before = early ? null : earlyRefusal(session);
    if (before) return say(before.reply);
    const exchange = session.exchanges.find(({ command: verb, sent }) => verb === 'RCPT' && addressOf(sent) === play.recipient);
    const reply = exchange?.reply ?? '250 2.1.5 Ok';
    if (reply.startsWith('2')) accepted.push(session);
    return say(reply);
  };

  socket.setTimeout(300_000, () => socket.destroy());
  socket.setEncoding('utf8');
  recorded('CONNECT', '220 testkit.example ESMTP');
  socket.on('data', (chunk: string) => {
    buffered += chunk;
    for (let end = buffered.indexOf('\n'); end >= 0 && !socket.destroyed; end = buffered.indexOf('\n')) {
      const line = buffered.slice(0, end).replace(/\r$/, '');
      buffered = buffered.slice(end + 1);
      if (!inData) command(line);
      else if (line === '.') {
        inData = false;
        // One transaction has one reply to the data: the first recipient's recording gives it.
        recorded('DOT', '250 2.0.0 Ok: queued', accepted[0] ?? null);
        accepted = [];
      }
    }
    if (buffered.length > maxLineLength) buffered = inData ? buffered.slice(-2) : (say('500 5.5.2 Line too long'), '');
  });
}
