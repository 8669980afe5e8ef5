import { Agent, request } from 'node:http';
import type { Round } from './rounds.js';

/** Posts JSON over connections that stay open. */
export class LoadClient {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    private readonly connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /**
   * @param refusal a status that is as good an answer as a success.
   * @throws for any other that is none.
   */
  async post(
    path: string,
    body: string,
    { headers = {}, refusal }: { headers?: Record<string, string>; refusal?: number } = {},
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const sent = request(
        this.url + path,
        {
          agent: this.agent,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...headers,
          },
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (part: string) => (text += part));
          answer.on('error', reject);
          answer.on('end', () => {
            const { statusCode = 0 } = answer;
            if ((statusCode >= 200 && statusCode < 300) || statusCode === refusal) resolve();
            else reject(new Error(`${path} answered ${statusCode}: ${text.slice(0, 300)}`));
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Closed loop: each connection asks again as soon as it has its answer. */
  async load(seconds: number, one: () => Promise<void>): Promise<Round> {
    const began = performance.now();
    const until = began + seconds * 1000;
    const latencies: number[] = [];
    const client = async () => {
      for (let start = performance.now(); start < until; start = performance.now()) {
        await one();
        latencies.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: this.connections }, client));
    return { units: latencies.length, seconds: (performance.now() - began) / 1000, latencies };
  }

  close(): void {
    this.agent.destroy();
  }
}
