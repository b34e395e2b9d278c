import dgram from 'node:dgram';
import net, { type AddressInfo } from 'node:net';
import {
  decode,
  encode,
  streamDecode,
  streamEncode,
  TRUNCATED_RESPONSE,
  AUTHORITATIVE_ANSWER,
  type Answer,
  type Packet,
} from 'dns-packet';

/** Records by name and type, or what goes wrong: `silence` is no answer at all, `large` only fits TCP. */
export interface Zone {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly MX?: readonly (readonly [number, string])[];
  readonly TXT?: readonly (string | readonly string[])[];
  readonly PTR?: readonly string[];
  readonly CNAME?: string;
  readonly fails?: 'silence' | 'SERVFAIL' | 'REFUSED' | 'garbage';
}

export interface NameServer {
  /** For DNS_SERVERS. */
  readonly address: string;
  /** May be changed while it runs. */
  readonly zones: Map<string, Zone>;
  /** What was asked, as `TYPE name`. */
  readonly asked: string[];
  stop(): Promise<void>;
}

const rcode = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

/** A real name server on loopback, UDP and TCP on one port. A name without a zone does not exist. */
export async function nameServer(zones: Readonly<Record<string, Zone>>): Promise<NameServer> {
  const all = new Map(Object.entries(zones));
  const asked: string[] = [];
  const tcp = net.createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length > 2 && received.length >= received.readUInt16BE(0) + 2) {
        const size = received.readUInt16BE(0) + 2;
        const answer = answerTo(streamDecode(received.subarray(0, size)), all, asked);
        received = received.subarray(size);
        if (answer) socket.write(streamEncode(answer));
      }
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address() as AddressInfo;
  const udp = dgram.createSocket('udp4');
  udp.on('message', (message, { port: from, address }) => {
    const question = decode(message);
    const zone = all.get(question.questions![0]!.name.toLowerCase());
    if (zone?.fails === 'garbage') return udp.send(message.subarray(0, 5), from, address);
    const answer = answerTo(question, all, asked);
    if (!answer) return;
    let bytes = encode(answer);
    // RFC 1035 §4.2.1: what does not fit is cut, and asked for again over TCP.
    if (bytes.length > 512) bytes = encode({ ...answer, answers: [], flags: (answer.flags ?? 0) | TRUNCATED_RESPONSE });
    udp.send(bytes, from, address);
  });
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${port}`,
    zones: all,
    asked,
    async stop() {
      await new Promise<void>((resolve) => udp.close(resolve));
      await new Promise<void>((resolve) => tcp.close(() => resolve()));
    },
  };
}

function answerTo(question: Packet, zones: ReadonlyMap<string, Zone>, asked: string[]): Packet | null {
  const [{ name, type } = null!] = question.questions ?? [];
  asked.push(`${type} ${name}`);
  const answers: Answer[] = [];
  let owner = name.toLowerCase();
  let code: number = rcode.NOERROR;
  for (let hops = 0; hops < 5; hops++) {
    const zone = zones.get(owner);
    if (zone?.fails === 'silence') return null;
    if (zone?.fails === 'SERVFAIL' || zone?.fails === 'REFUSED') {
      code = rcode[zone.fails];
      break;
    }
    if (!zone) {
      code = rcode.NXDOMAIN;
      break;
    }
    if (zone.CNAME === undefined) {
      answers.push(...recordsOf(zone, owner, type));
      break;
    }
    answers.push({ type: 'CNAME', name: owner, ttl: 60, data: zone.CNAME });
    owner = zone.CNAME;
    // A recursive server gives up on a loop.
    if (hops === 4) code = rcode.SERVFAIL;
  }
  return {
    type: 'response',
    id: question.id!,
    flags: AUTHORITATIVE_ANSWER | code,
    questions: question.questions!,
    answers: code === rcode.SERVFAIL ? [] : answers,
  };
}

function recordsOf(zone: Zone, name: string, type: string): Answer[] {
  const common = { name, ttl: 60 };
  if (type === 'A') return (zone.A ?? []).map((data) => ({ ...common, type, data }));
  if (type === 'AAAA') return (zone.AAAA ?? []).map((data) => ({ ...common, type, data }));
  if (type === 'PTR') return (zone.PTR ?? []).map((data) => ({ ...common, type, data }));
  if (type === 'TXT')
    return (zone.TXT ?? []).map((data) => ({ ...common, type, data: typeof data === 'string' ? cut(data) : [...data] }));
  if (type === 'MX')
    return (zone.MX ?? []).map(([preference, exchange]) => ({ ...common, type, data: { preference, exchange } }));
  return [];
}

/** RFC 1035 §3.3.14: strings of at most 255 octets. */
function cut(text: string): string[] {
  return text.match(/[^]{1,255}/g) ?? [''];
}
