import { Logger } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, type Metric } from 'prom-client';
import { soon } from './soon.js';

/** One value of a metric, with its labels. */
export interface Sample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a gauge shows now: one number, or one for each of its labels. */
type Reading = number | readonly Sample[];

interface Collector {
  readonly name: string;
  readonly read: () => Reading | Promise<Reading>;
  /** The reading that an earlier scrape gave up on still runs: another would only wait behind it. */
  busy: boolean;
  /** What the last scrape showed. */
  shown: readonly Sample[];
}

/** A scraper gives up after ten seconds by default: one reading may take one, and all together five. */
const READ_WITHIN_MS = 1_000;
const SCRAPE_WITHIN_MS = 5_000;
/** A scrape must not take more connections than it needs. */
const LANES = 4;

/**
 * The metrics of one process. Each is made once under its name, whoever asks first, so that the services of one process
 * share a metric and differ by the label `service`.
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly logger = new Logger(Metrics.name);
  private readonly collectors: Collector[] = [];
  private readonly scrapeErrors = this.counter(
    'ally_scrape_errors_total',
    'Readings that failed or took too long; what they would have told is missing from that scrape.',
    ['metric'],
  );
  private processIsWatched = false;
  /** Two at once share one: they would take away each other's values. */
  private scraping: Promise<string> | undefined;

  /** The counter of this name: made now, or the one that is there. */
  counter<Label extends string = never>(
    name: string,
    help: string,
    labels: readonly Label[] = [],
  ): Counter<Label> {
    return this.once(name, () => new Counter({ name, help, labelNames: labels, registers: [this.registry] }));
  }

  /** @param buckets upper limits, ascending; in seconds unless the name says otherwise. */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    labels: readonly Label[] = [],
    buckets: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  ): Histogram<Label> {
    return this.once(
      name,
      () =>
        new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers: [this.registry] }),
    );
  }

  /** The gauge of this name: set by whoever knows, or read at each scrape by `collect`. */
  gauge<Label extends string = never>(
    name: string,
    help: string,
    labels: readonly Label[] = [],
  ): Gauge<Label> {
    return this.once(name, () => new Gauge({ name, help, labelNames: labels, registers: [this.registry] }));
  }

  /**
   * Has a gauge read at each scrape. Several may read the same gauge, each for its own labels.
   * A reading that fails, or is not there within a second, leaves its values out of that scrape and is counted in
   * `ally_scrape_errors_total`.
   * @param name of a gauge that exists.
   */
  collect(name: string, read: () => Reading | Promise<Reading>): void {
    // An unlabelled gauge says 0 before it knows anything.
    this.gaugeNamed(name).remove({});
    this.collectors.push({ name, read, busy: false, shown: [] });
  }

  /** All metrics in the text format of Prometheus; within a few seconds, whatever the database does. */
  scrape(): Promise<string> {
    this.scraping ??= this.readAll().finally(() => {
      this.scraping = undefined;
    });
    return this.scraping;
  }

  private async readAll(): Promise<string> {
    this.watchProcess();
    const waiting = [...this.collectors];
    const deadline = performance.now() + SCRAPE_WITHIN_MS;
    const lane = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await this.readInto(next, Math.min(READ_WITHIN_MS, deadline - performance.now()));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return this.registry.metrics();
  }

  private async readInto(collector: Collector, withinMs: number): Promise<void> {
    const { name } = collector;
    const gauge = this.gaugeNamed(name);
    // Nothing of an earlier scrape stays: a value that could not be read is missing, not old.
    for (const { labels = {} } of collector.shown) gauge.remove(labels);
    collector.shown = [];
    const reading = collector.busy || withinMs <= 0 ? undefined : await soon(this.start(collector), withinMs);
    if (reading === undefined) return this.scrapeErrors.inc({ metric: name });
    for (const { value, labels = {} } of reading) gauge.set(labels, value);
    collector.shown = reading;
  }

  /** @returns undefined when it fails. */
  private async start(collector: Collector): Promise<readonly Sample[] | undefined> {
    collector.busy = true;
    try {
      const reading = await collector.read();
      return typeof reading === 'number' ? [{ value: reading }] : reading;
    } catch (error) {
      this.logger.warn(
        `${collector.name} could not be read: ${error instanceof Error ? error.message : 'failed'}`,
      );
      return undefined;
    } finally {
      collector.busy = false;
    }
  }

  /** Not before somebody looks: what nobody scrapes costs nothing. */
  private watchProcess(): void {
    if (this.processIsWatched) return;
    this.processIsWatched = true;
    collectDefaultMetrics({ register: this.registry });
  }

  private gaugeNamed(name: string): Gauge {
    const metric = this.registry.getSingleMetric(name);
    if (metric instanceof Gauge) return metric;
    throw new Error(`There is no gauge ${name}`);
  }

  private once<Kind extends Metric>(name: string, make: () => Kind): Kind {
    return (this.registry.getSingleMetric(name) as Kind | undefined) ?? make();
  }
}
