import type { z } from 'zod';
import type { Clock } from '#libs/clock';
import type { EventDefinition } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { currentTraceparent } from '#libs/observability';
import type { Relay } from './relay.js';

/** Writes facts beside the rows they tell of, in the same transaction, so that neither exists without the other. */
export class Outbox {
  constructor(
    private readonly clock: Clock,
    private readonly relay: Relay,
  ) {}

  /**
   * Records that `definition` has happened, in the trace at hand. The caller holds the lock of the aggregate's row: that
   * is what makes the order of its facts.
   * @throws ZodError when the data does not fit the published schema.
   */
  async append<Shape extends z.ZodObject>(
    transaction: Transaction,
    definition: EventDefinition<Shape>,
    data: z.input<Shape>,
  ): Promise<void> {
    const parsed = definition.data.parse(data);
    await transaction.query(
      `INSERT INTO outbox (id, topic, type, key, occurred_at, data, traceparent, schema_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        newId(),
        definition.topic,
        definition.type,
        String(parsed[definition.key]),
        this.clock.now(),
        parsed,
        currentTraceparent(),
        definition.version,
      ],
    );
    transaction.onCommit(this.relay.nudge);
  }
}
