import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ownCpuMs } from './cpu-and-memory.js';

interface Question {
  readonly nth: number;
  readonly what: string;
  readonly input: unknown;
}

interface Answer {
  readonly nth: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** Milliseconds that a process gets to stop before it is ended. */
const STOP_WITHIN_MS = 10_000;

/** What is measured, in a process of its own: whoever asks it for work must not slow it down. */
export class MeasuredProcess {
  private readonly waiting = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >();
  private asked = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ nth, answer, error }: Answer) => {
      const asker = this.waiting.get(nth);
      this.waiting.delete(nth);
      if (error === undefined) asker?.resolve(answer);
      else asker?.reject(new Error(error));
    });
    child.on('exit', (code) => {
      for (const { reject } of this.waiting.values())
        reject(new Error(`The measured process ended (${code})`));
      this.waiting.clear();
    });
  }

  /** @param script calls `answerQuestions`. */
  static start(script: URL): MeasuredProcess {
    // As `npm start` has it.
    const execArgv = [...process.execArgv, '--semi-space-growth-factor=1'];
    return new MeasuredProcess(fork(script, { serialization: 'advanced', execArgv }));
  }

  ask<Result = void>(what: string, input?: unknown): Promise<Result> {
    const nth = ++this.asked;
    return new Promise<Result>((resolve, reject) => {
      this.waiting.set(nth, { resolve: (answer) => resolve(answer as Result), reject });
      this.child.send({ nth, what, input } satisfies Question, (error) => {
        if (error) reject(error);
      });
    });
  }

  /** CPU time that it has used so far, in milliseconds. */
  cpuMs(): Promise<number> {
    return this.ask<number>('cpu');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const tooLong = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
    this.child.disconnect();
    await once(this.child, 'exit');
    clearTimeout(tooLong);
  }
}

/**
 * In the measured process: answers what the other one asks, until that one hangs up.
 * @param stop runs then, before the process ends.
 */
export function answerQuestions(
  answers: Record<string, (input: never) => unknown>,
  stop: () => Promise<void>,
): void {
  const known: typeof answers = { cpu: ownCpuMs, ...answers };
  process.on('message', ({ nth, what, input }: Question) => {
    const answering = async (): Promise<unknown> => {
      const answer = known[what];
      if (answer === undefined) throw new Error(`Nobody answers ${what}`);
      // Each answer knows what it is asked with; between processes no type goes along.
      return answer(input as never);
    };
    answering().then(
      (answer) => process.send?.({ nth, answer } satisfies Answer),
      (error: unknown) => process.send?.({ nth, error: String(error) } satisfies Answer),
    );
  });
  process.on('disconnect', () => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
