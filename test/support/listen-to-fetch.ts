/** What went over the wire of this process: everything that a log must not repeat. */
export interface Heard {
  /** Signed statements, idempotency keys and bearer tokens, each once. */
  secrets(): string[];
  stop(): void;
}

const SIGNED = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const READABLE = /json|html|text|x-www-form-urlencoded/;

/** Listens to all that is fetched from now on, what is asked and what is answered. */
export function listenToFetch(): Heard {
  const real = globalThis.fetch;
  const secrets = new Set<string>();
  const listen = (text: string) => {
    for (const [signed] of text.matchAll(SIGNED)) secrets.add(signed);
  };
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const key = request.headers.get('idempotency-key');
    if (key !== null) secrets.add(key);
    const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    if (bearer !== undefined) secrets.add(bearer);
    listen(request.url + (await request.clone().text()));
    const answer = await real(request);
    listen(answer.headers.get('location') ?? '');
    if (READABLE.test(answer.headers.get('content-type') ?? '')) listen(await answer.clone().text());
    return answer;
  };
  return {
    secrets: () => [...secrets],
    stop: () => {
      globalThis.fetch = real;
    },
  };
}
