import { Injectable } from '@nestjs/common';
import { newId, type SqlRunner, type Transaction } from '#libs/database';
import type { OutgoingMail } from '../messages/transport/mail-transport.js';

export interface MailboxEntry {
  readonly id: string;
  readonly mail: OutgoingMail;
  readonly receivedAt: Date;
}

const COLUMNS = 'id, mail, received_at AS "receivedAt"';

@Injectable()
export class MailboxRepository {
  async add(transaction: Transaction, mail: OutgoingMail, raw: Buffer, receivedAt: Date): Promise<void> {
    await transaction.query(
      'INSERT INTO mailbox (id, recipient, subject, mail, raw, received_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [newId(), mail.to.address, mail.subject, mail, raw, receivedAt],
    );
  }

  /** Newest first. */
  async list(
    runner: SqlRunner,
    filter: { to?: string | undefined; after?: string | undefined; limit: number },
  ): Promise<MailboxEntry[]> {
    return runner.query<MailboxEntry>(
      `SELECT ${COLUMNS} FROM mailbox
       WHERE ($1::text IS NULL OR recipient = $1) AND ($2::uuid IS NULL OR id < $2)
       ORDER BY id DESC LIMIT $3`,
      [filter.to ?? null, filter.after ?? null, filter.limit + 1],
    );
  }

  async find(runner: SqlRunner, id: string): Promise<(MailboxEntry & { raw: Buffer }) | undefined> {
    const [row] = await runner.query<MailboxEntry & { raw: Buffer }>(
      `SELECT ${COLUMNS}, raw FROM mailbox WHERE id = $1`,
      [id],
    );
    return row;
  }
}
