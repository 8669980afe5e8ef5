import { context, propagation, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';

/** The libraries' API has no way to ask whether anybody listens, and asking per event would not be free. */
let tracing = false;

/** Called once by `startTracing`; until then everything here passes through. */
export function tracingHasStarted(): void {
  tracing = true;
}

/**
 * The W3C `traceparent` of what is being done now, to be kept beside a fact or a message so that whoever goes on with
 * it joins the same trace.
 * @returns null outside of a trace, and always when traces are off.
 */
export function currentTraceparent(): string | null {
  if (!tracing) return null;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** The id of the trace that this is part of, for the log. */
export function currentTraceId(): string | undefined {
  return tracing ? trace.getSpanContext(context.active())?.traceId : undefined;
}

/**
 * Does some work as a span of a trace that began elsewhere. Without a `traceparent` it joins the trace at hand, or
 * begins one. With traces off this is `work()` and nothing else.
 * @param spanName of few kinds: no ids in it.
 * @throws what `work` throws; the span then says that it failed, but not of what, since errors may quote people's data.
 */
export async function inTrace<T>(
  traceparent: string | null,
  spanName: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!tracing) return work();
  const from = traceparent === null ? context.active() : propagation.extract(ROOT_CONTEXT, { traceparent });
  return trace.getTracer('ally').startActiveSpan(spanName, {}, from, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'failed' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Gives the span of a request the name of its route; the address itself may hold a link. */
export function nameRequestSpan(method: string, route: string): void {
  if (!tracing) return;
  trace.getActiveSpan()?.updateName(`${method} ${route}`).setAttribute('http.route', route);
}
