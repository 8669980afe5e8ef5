/** What one arm did in one round. */
export interface Round {
  readonly units: number;
  readonly seconds: number;
  /** Of each unit, in milliseconds; empty when units are not timed one by one. */
  readonly latencies: readonly number[];
}

/** One of the ways of doing the same that are measured against each other. */
export interface Arm {
  readonly name: string;
  /** What a round needs and is not measured. */
  prepare?(): Promise<void>;
  /** Does units for a moment, starting as every other round started. */
  round(): Promise<Round>;
}

/** CPU time used so far, in milliseconds; null where the system does not tell. */
export interface CpuMeters {
  node(): Promise<number>;
  postgres(): number | null;
  kafka?(): number | null;
}

/** One line of the table: medians over the rounds. */
export interface Figure {
  readonly name: string;
  readonly perSecond: number;
  /** The slowest and the fastest round: how noisy the machine was. */
  readonly perSecondFrom: number;
  readonly perSecondTo: number;
  /** Each round's speed is held against that of the ceiling's round beside it; the median of that, in per cent. */
  readonly percentOfCeiling: number;
  /** The same for the median latency: how many times that of the ceiling. */
  readonly timesCeilingP50: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
  readonly nodeCpuMsPerUnit: number | null;
  readonly postgresCpuMsPerUnit: number | null;
  /** Only where a Kafka runs. */
  readonly kafkaCpuMsPerUnit?: number | null;
}

interface Measured extends Round {
  readonly nodeMs: number;
  readonly postgresMs: number | null;
  readonly kafkaMs: number | null;
}

/**
 * Measures arms in turns: forwards, then backwards, and so on, so that a machine that gets slower (or busier with
 * something else) does so for all of them.
 * @param arms the last one is the ceiling.
 */
export async function interleave(arms: readonly Arm[], rounds: number, cpu: CpuMeters): Promise<Figure[]> {
  const measured = new Map<Arm, Measured[]>(arms.map((arm) => [arm, []]));
  for (let nth = 0; nth < rounds; nth++) {
    for (const arm of nth % 2 === 0 ? arms : arms.toReversed())
      measured.get(arm)?.push(await measure(arm, cpu));
  }
  const ceiling = measured.get(arms.at(-1) as Arm) ?? [];
  return arms.map((arm) => figureOf(arm.name, measured.get(arm) ?? [], ceiling));
}

async function measure(arm: Arm, cpu: CpuMeters): Promise<Measured> {
  const servers = () => ({ postgres: cpu.postgres(), kafka: cpu.kafka?.() ?? null });
  await arm.prepare?.();
  const [node, before] = [await cpu.node(), servers()];
  const round = await arm.round();
  const after = servers();
  return {
    ...round,
    nodeMs: (await cpu.node()) - node,
    postgresMs: since(before.postgres, after.postgres),
    kafkaMs: since(before.kafka, after.kafka),
  };
}

function since(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}

function figureOf(name: string, rounds: readonly Measured[], ceiling: readonly Measured[]): Figure {
  const speeds = rounds.map(speedOf);
  const quantileOf = (q: number) => {
    const all = rounds.filter(({ latencies }) => latencies.length > 0);
    return all.length === 0 ? null : rounded(median(all.map(({ latencies }) => quantile(latencies, q))), 1);
  };
  const besideCeiling = (of: (round: Round) => number) =>
    median(rounds.map((round, nth) => of(round) / of(ceiling[nth] ?? round)));
  const perUnit = (of: (round: Measured) => number | null) => {
    const known = rounds.flatMap((round) => {
      const ms = of(round);
      return ms === null ? [] : [ms / round.units];
    });
    return known.length === 0 ? null : rounded(median(known), 3);
  };
  const kafka = perUnit(({ kafkaMs }) => kafkaMs);
  return {
    name,
    perSecond: rounded(median(speeds), 0),
    perSecondFrom: rounded(Math.min(...speeds), 0),
    perSecondTo: rounded(Math.max(...speeds), 0),
    percentOfCeiling: rounded(100 * besideCeiling(speedOf), 0),
    timesCeilingP50:
      quantileOf(0.5) === null
        ? null
        : rounded(
            besideCeiling(({ latencies }) => median(latencies)),
            1,
          ),
    p50Ms: quantileOf(0.5),
    p95Ms: quantileOf(0.95),
    p99Ms: quantileOf(0.99),
    maxMs: quantileOf(1),
    nodeCpuMsPerUnit: perUnit(({ nodeMs }) => nodeMs),
    postgresCpuMsPerUnit: perUnit(({ postgresMs }) => postgresMs),
    ...(kafka === null ? {} : { kafkaCpuMsPerUnit: kafka }),
  };
}

function speedOf({ units, seconds }: Round): number {
  return units / seconds;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param q from 0 to 1. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const [below = 0, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place % 1);
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
