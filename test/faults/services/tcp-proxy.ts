import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What stands between Ally and one of its servers, on loopback: it passes everything on until it is told otherwise. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private latencyMs = 0;
  private passage = Promise.resolve();
  private letThrough: (() => void) | undefined;

  private constructor(
    readonly port: number,
    private readonly target: number,
  ) {}

  /** Listens on `port` for what is meant for `target`. */
  static async open(port: number, target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(port, target);
    await proxy.listen();
    return proxy;
  }

  /** Resets every connection and refuses new ones. */
  cut(): void {
    this.server?.close();
    this.server = undefined;
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** From now on everything takes this much longer, in each direction. */
  delay(latencyMs: number): void {
    this.latencyMs = latencyMs;
  }

  /** Accepts everything and passes nothing on: what comes meanwhile is passed on once it is over. */
  swallow(): void {
    this.passage = new Promise((resolve) => (this.letThrough = resolve));
  }

  /** Passes everything on again. */
  async mend(): Promise<void> {
    this.latencyMs = 0;
    this.letThrough?.();
    this.passage = Promise.resolve();
    if (this.server === undefined) await this.listen();
  }

  private async listen(): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => this.join(near));
    this.server = server;
    await once(server.listen(this.port, '127.0.0.1'), 'listening');
  }

  private join(near: Socket): void {
    const far = connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    this.pass(near, far);
    this.pass(far, near);
  }

  private pass(from: Socket, to: Socket): void {
    let last = Promise.resolve();
    const inTurn = (act: () => void) => {
      const due = performance.now() + this.latencyMs;
      last = last.then(async () => {
        const left = due - performance.now();
        if (left > 0) await pause(left);
        await this.passage;
        if (!to.destroyed) act();
      });
    };
    this.sockets.add(from);
    from.on('data', (chunk) => inTurn(() => to.write(chunk)));
    from.on('end', () => inTurn(() => to.end()));
    // A server that is away resets whoever wants to reach it through here.
    from.on('error', () => to.resetAndDestroy());
    from.on('close', () => {
      this.sockets.delete(from);
      inTurn(() => to.destroy());
    });
  }
}
