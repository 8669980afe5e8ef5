import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { CannotStart } from '#libs/process';
import { freePort } from '../../apps/solo/src/free-port.js';
import { instanceSecrets } from '../../apps/solo/src/instance-secrets.js';
import { DIST, Fleet } from './fleet.js';
import { lookForServers } from './look-for-servers.js';
import { processEnvironment } from './process-environment.js';
import { createProxy } from './proxy.js';
import type { ServicesConfig } from './services.config.js';
import { Upstream } from './upstream.js';

/** Longer downloads go on by their range, once there is somebody to ask. */
const SERVED_WITHIN_MS = 6_000;

export interface RunningServices {
  /** Where people reach it, without a slash at its end. */
  readonly url: string;
  readonly secretsFile: string;
  /** A line for each process: what it is and its number. */
  processes(): string[];
  /**
   * Replaces every process by one that is ready before the old one stops.
   * @returns the names of those that stayed, because their successors did not get ready.
   */
  replaceAll(): Promise<string[]>;
  /** Lets requests and jobs in hand finish, then stops everything. */
  stop(): Promise<void>;
}

/**
 * Starts all processes of Ally and the proxy before them, and resolves once all of it works and the demo is there.
 * @param stopping when it is asked to stop meanwhile.
 */
export async function runServices(
  config: ServicesConfig,
  env: NodeJS.ProcessEnv,
  stopping: AbortSignal,
): Promise<RunningServices> {
  await lookForServers(config.servers);
  const port = await freePort(config.host, config.port);
  const host = isIPv6(config.host) ? `[${config.host}]` : config.host;
  const url = config.publicUrl ?? `http://${host}:${port}`;
  await mkdir(config.dataDir, { recursive: true });
  const secrets = await instanceSecrets(config.dataDir);
  const ofProcesses = processEnvironment(config, env, { url, ...secrets });
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const coordinator =
      config.clock === 'test' ? await (await import('./coordinator.js')).startCoordinator() : undefined;
    if (coordinator !== undefined) undo.push(() => coordinator.stop());
    const fleet = new Fleet(ofProcesses, coordinator, (line) => console.error(line));
    undo.push(() => fleet.stop());
    const seeding = new AbortController();
    const seeded = seed(ofProcesses, coordinator?.now(), seeding.signal);
    undo.push(async () => {
      seeding.abort();
      await Promise.allSettled([seeded]);
    });
    const stopsEarly = once(stopping, 'abort').then(() => Promise.reject(new CannotStart('Asked to stop.')));
    await Promise.race([Promise.all([fleet.begin(), seeded]), stopsEarly]);
    const testClock = new Upstream();
    if (coordinator !== undefined) testClock.switchTo(coordinator.url);
    const upstreams = { ...fleet.upstreams, ...(coordinator !== undefined && { 'test-clock': testClock }) };
    const proxy = await createProxy(upstreams, config.trustedProxies);
    await proxy.listen({ port, host: config.host });
    undo.push(() => closeProxy(proxy));
    return {
      url,
      secretsFile: secrets.file,
      processes: () =>
        fleet.all.map((each) => `${each.name.padEnd(23)} process ${each.pid}   ${each.url}/metrics`),
      replaceAll: () => fleet.replaceAll(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Who is let in is served, but nobody holds up the stop. */
async function closeProxy(proxy: FastifyInstance): Promise<void> {
  const tooSlow = setTimeout(() => proxy.server.closeAllConnections(), SERVED_WITHIN_MS);
  await proxy.close();
  clearTimeout(tooSlow);
}

/** In a process of its own, which goes with all that the making of the files takes. Does nothing where there is a catalog. */
async function seed(env: NodeJS.ProcessEnv, now: Date | undefined, stopping: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [join(DIST, 'apps/ally/src/main.js'), 'seed'], {
    env: { ...env, ...(now !== undefined && { ALLY_CLOCK_START: now.toISOString() }) },
    // Its own group: Ctrl-C is for this process. The channel tells it when this one is gone.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const cutOff = () => child.kill('SIGTERM');
  stopping.addEventListener('abort', cutOff);
  const [code] = (await once(child, 'exit')) as [number | null];
  stopping.removeEventListener('abort', cutOff);
  if (code !== 0) throw new CannotStart('The demo catalog could not be filled in; the lines above say why.');
}
