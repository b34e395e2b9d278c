// A real Apache Kafka on loopback for tests and benchmarks: `up [--nodes 3] [--port 19092]`, `down`, `status`.
// Needs a JDK 17 or newer and Maven. The jars come from Maven Central once, checked against tools/kafka/jars.sha256.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const tool = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'tools', 'kafka');
const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'bezorgd', 'kafka');
const pinFile = path.join(tool, 'jars.sha256');
// Several clusters can run side by side, each under its own name and on its own port.
const cluster = process.env.BEZORGD_KAFKA_CLUSTER || 'dev';
const stateFile = path.join(cache, `${cluster}.json`);
const topics = ['mail.delivery', 'mail.open', 'mail.click', 'mail.report', 'mail.status', 'mail.suppression'];
const compacted = new Set(['mail.suppression']);
const partitions = 6;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: { type: 'string', default: '1' },
    port: { type: 'string', default: '19092' },
    repin: { type: 'boolean', default: false },
  },
});

try {
  if (positionals[0] === 'up') await up(Number(values.nodes), Number(values.port));
  else if (positionals[0] === 'down') await down();
  else if (positionals[0] === 'status') console.log(JSON.stringify(await readState()));
  else throw new Error('usage: kafka.mjs up [--nodes 1|3] [--port 19092] | down | status');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function up(nodes, basePort) {
  if (nodes !== 1 && nodes !== 3) throw new Error('--nodes: give 1 or 3');
  const running = await readState();
  if (running?.pids.some((pid) => isAlive(pid) && isBroker(pid, running.data))) return report(running, 'is running already');
  const jars = await fetchJars();
  const data = path.join(cache, `data-${cluster}`);
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true });
  // A first dash would look like an option to the storage tool.
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const ports = Array.from({ length: nodes }, (_, index) => basePort + index * 10_000);
  for (const port of ports.flatMap((p) => [p, p + 1])) await requireFree(port);
  const files = [];
  for (const [index, port] of ports.entries()) {
    const file = path.join(data, `node-${index + 1}.properties`);
    await writeFile(file, properties(index + 1, port, ports, path.join(data, `log-${index + 1}`)));
    java(jars, ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', file]);
    files.push(file);
  }
  const pids = [];
  for (const [index, file] of files.entries()) {
    const out = await open(path.join(data, `node-${index + 1}.out`), 'a');
    const broker = spawn('java', [...javaOptions(), '-cp', `${jars}/*`, 'kafka.Kafka', file], {
      detached: true,
      stdio: ['ignore', out.fd, out.fd],
      cwd: data,
    });
    broker.unref();
    pids.push(broker.pid);
    await out.close();
  }
  const state = { brokers: ports.map((port) => `127.0.0.1:${port}`), pids, data };
  await writeFile(stateFile, JSON.stringify(state));
  try {
    await untilReady(state, jars, nodes);
  } catch (error) {
    await down();
    throw error;
  }
  report(state, 'is up');
}

async function down() {
  const state = await readState();
  if (!state) return console.log('No Kafka of ours is running');
  const isOurs = (pid) => isAlive(pid) && isBroker(pid, state.data);
  for (const pid of state.pids.filter(isOurs)) process.kill(pid, 'SIGTERM');
  for (let waited = 0; state.pids.some(isOurs); waited += 100) {
    // Three nodes that stop together may wait for a quorum that is gone.
    if (waited > 10_000) for (const pid of state.pids.filter(isOurs)) process.kill(pid, 'SIGKILL');
    await sleep(100);
  }
  await rm(stateFile, { force: true });
  await rm(state.data, { recursive: true, force: true });
  console.log('Kafka is down, its data is removed');
}

function report({ brokers }, what) {
  console.log(`Kafka ${what}: KAFKA_BROKERS=${brokers.join(',')} (topics ${topics.join(', ')}, ${partitions} partitions each)`);
}

/** Folder with the jars, each of them checked. Downloads only what is not in the cache. */
async function fetchJars() {
  const pom = await readFile(path.join(tool, 'pom.xml'));
  const folder = path.join(cache, `jars-${createHash('sha256').update(pom).digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    for (const needed of ['java', 'mvn']) {
      if (spawnSync(needed, ['-version']).status !== 0)
        throw new Error(`A local Kafka needs ${needed === 'java' ? 'a JDK 17 or newer (java)' : 'Maven (mvn)'} on the PATH`);
    }
    console.log('Fetching Kafka from Maven Central (45 MB, once) …');
    const fresh = `${folder}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.7.1:copy-dependencies';
    const maven = spawnSync(
      'mvn',
      ['-q', '-B', '-f', path.join(tool, 'pom.xml'), plugin, '-DincludeScope=runtime', `-DoutputDirectory=${fresh}`],
      { encoding: 'utf8' },
    );
    if (maven.status !== 0) throw new Error(`Maven could not fetch Kafka:\n${maven.stdout}${maven.stderr}`);
    await verify(fresh);
    await rename(fresh, folder);
  } else {
    await verify(folder);
  }
  return folder;
}

/** Every jar is pinned, and every pinned jar is there. */
async function verify(folder) {
  const found = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.jar')).toSorted()) {
    found.push(
      `${createHash('sha256')
        .update(await readFile(path.join(folder, name)))
        .digest('hex')}  ${name}`,
    );
  }
  if (values.repin) await writeFile(pinFile, `${found.join('\n')}\n`);
  const pinned = new Set((await readFile(pinFile, 'utf8')).split('\n').filter(Boolean));
  const wrong = [...found.filter((line) => !pinned.has(line)), ...[...pinned].filter((line) => !found.includes(line))];
  if (wrong.length > 0) throw new Error(`These jars are not as pinned in tools/kafka/jars.sha256:\n${wrong.join('\n')}`);
}

function javaOptions() {
  return [
    '-Xms128m',
    '-Xmx256m',
    '-XX:+UseSerialGC',
    '-XX:MaxMetaspaceSize=128m',
    '-XX:MaxDirectMemorySize=64m',
    `-Dlog4j2.configurationFile=${path.join(tool, 'log4j2.properties')}`,
  ];
}

function java(jars, args) {
  const done = spawnSync('java', [...javaOptions(), '-cp', `${jars}/*`, ...args], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${args[0]} failed:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

async function untilReady({ brokers, pids, data }, jars, nodes) {
  const started = Date.now();
  const [host, port] = brokers[0].split(':');
  while (!(await canConnect(host, Number(port)))) {
    if (!pids.every(isAlive) || Date.now() - started > 60_000)
      throw new Error(`Kafka did not start:\n${(await readFile(path.join(data, 'node-1.out'), 'utf8')).slice(-3000)}`);
    await sleep(100);
  }
  // Creating with full replication succeeds only once every node has joined.
  const { Kafka, logLevel } = await kafkajs();
  const admin = new Kafka({ clientId: 'bezorgd-kafka', brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  for (;;) {
    const { brokers: joined } = await admin.describeCluster().catch(() => ({ brokers: [] }));
    if (joined.length === nodes) break;
    if (Date.now() - started > 60_000) throw new Error(`Only ${joined.length} of ${nodes} Kafka nodes joined within a minute`);
    await sleep(200);
  }
  await admin.createTopics({
    waitForLeaders: true,
    topics: topics.map((topic) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: nodes,
      configEntries: [
        { name: 'max.message.bytes', value: '2097152' },
        ...(compacted.has(topic) ? [{ name: 'cleanup.policy', value: 'compact' }] : []),
      ],
    })),
  });
  await admin.disconnect();
}

async function kafkajs() {
  const { createRequire } = await import('node:module');
  return createRequire(path.join(tool, '..', '..', 'packages', 'server', 'package.json'))('kafkajs');
}

function properties(id, port, ports, logDir) {
  const replicas = ports.length;
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': ports.map((p, index) => `${index + 1}@127.0.0.1:${p + 1}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${port + 1}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': logDir,
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 3,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': Math.min(2, replicas),
    'transaction.state.log.num.partitions': 3,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': Math.min(2, replicas),
    'min.insync.replicas': Math.min(2, replicas),
    'group.initial.rebalance.delay.ms': 0,
    'num.network.threads': 2,
    'num.io.threads': 2,
    'background.threads': 2,
    'num.replica.fetchers': 1,
    'log.cleaner.threads': 1,
    // One heap buffer at start: with the default of 128 MB a small heap does not suffice.
    'log.cleaner.dedupe.buffer.size': 8_388_608,
    'log.segment.bytes': 67_108_864,
    'log.retention.hours': 2,
    'socket.request.max.bytes': 16_777_216,
    'queued.max.requests': 64,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function readState() {
  return existsSync(stateFile) ? JSON.parse(await readFile(stateFile, 'utf8')) : null;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Process ids come round: only a process that has our data on its command line is ours. Without /proc it is believed. */
function isBroker(pid, data) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return !existsSync('/proc/self');
  }
}

async function requireFree(port) {
  if (await canConnect('127.0.0.1', port)) throw new Error(`Port ${port} of 127.0.0.1 is taken: choose another with --port`);
}

function canConnect(host, port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
