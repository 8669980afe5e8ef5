import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../apps/solo/src/free-port.js';
import type { Coordinator } from './coordinator.js';
import { SERVICES, type ServiceName } from './routes.js';
import { ServiceProcess } from './service-process.js';
import { Supervised, type Kept } from './supervised.js';
import { Upstream } from './upstream.js';

/** What Ally is built into. */
export const DIST = fileURLToPath(new URL('../..', import.meta.url));

const LOOPBACK = '127.0.0.1';
/** Mail servers are slow, and wait for one another. */
const WORKERS: Readonly<Record<ServiceName, number>> = {
  catalog: 1,
  enrollment: 1,
  payments: 1,
  notifications: 2,
};

/** All processes of Ally on this machine. */
export class Fleet {
  readonly upstreams: Readonly<Record<ServiceName, Upstream>> = {
    catalog: new Upstream(),
    enrollment: new Upstream(),
    payments: new Upstream(),
    notifications: new Upstream(),
  };
  private readonly webs: readonly Supervised[];
  private readonly workers: readonly Supervised[];

  /**
   * @param env of each process, but for its port and where its clock begins.
   * @param coordinator undefined where the clock is the system's.
   */
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly coordinator: Coordinator | undefined,
    private readonly say: (line: string) => void,
  ) {
    this.webs = SERVICES.map((service) =>
      this.supervise(`${service} web`, service, 'main.js', this.upstreams[service]),
    );
    this.workers = SERVICES.flatMap((service) =>
      Array.from({ length: WORKERS[service] }, (_, nth) =>
        this.supervise(`${service} worker${nth === 0 ? '' : ` ${nth + 1}`}`, service, 'worker.js', undefined),
      ),
    );
  }

  get all(): readonly Supervised[] {
    return [...this.webs, ...this.workers];
  }

  /** Starts all of them. @throws when one does not become ready. */
  async begin(): Promise<void> {
    await Promise.all(this.all.map((each) => each.begin()));
  }

  /**
   * One service after the other; each of its processes is there twice for a moment.
   * @returns the names of those that stayed, because their successors did not get ready.
   */
  async replaceAll(): Promise<string[]> {
    const stayed: string[] = [];
    for (const service of SERVICES)
      await Promise.all(
        this.all
          .filter(({ name }) => name.startsWith(service))
          .map(async (each) => {
            if (!(await each.replace())) stayed.push(each.name);
          }),
      );
    return stayed;
  }

  /** What serves first, so that nothing new comes to what works. */
  async stop(): Promise<void> {
    await Promise.all(this.webs.map((each) => each.stop()));
    await Promise.all(this.workers.map((each) => each.stop()));
  }

  private supervise(
    name: string,
    service: ServiceName,
    script: string,
    upstream: Upstream | undefined,
  ): Supervised {
    const kept: Kept = {
      name,
      upstream,
      start: () => this.start(name, join(DIST, 'apps', service, 'src', script)),
    };
    const supervised = new Supervised(kept, this.say);
    this.coordinator?.waitFor(supervised);
    return supervised;
  }

  private async start(name: string, file: string): Promise<ServiceProcess> {
    const port = await freePort(LOOPBACK, 0);
    const started = ServiceProcess.start(file, port, {
      ...this.env,
      ...(this.coordinator !== undefined && { ALLY_CLOCK_START: this.coordinator.now().toISOString() }),
      PGAPPNAME: `ally ${name}`,
    });
    this.coordinator?.accompany(started);
    return started;
  }
}
