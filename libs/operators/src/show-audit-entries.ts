import { Controller, Get, Query, type Type } from '@nestjs/common';
import { z } from 'zod';
import { id, instant } from '#libs/contracts';
import { Database } from '#libs/database';
import { pageAnswer, pageOf, pageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { AuditRepository } from './audit.repository.js';
import { OperatorOnly } from './operator-only.js';
import type { OperatedService } from './record-api-key-use.js';

const filteredPage = pageQuery.extend({
  kind: z.string().max(60).optional(),
  objectId: z.string().max(200).optional(),
  actorId: z.string().max(60).optional(),
});

const changedFields = z.record(z.string(), z.unknown()).nullable();

/** One write of an operator; `before` and `after` hold what it changed. */
const auditEntry = z
  .object({
    id,
    at: instant,
    actorId: z.string(),
    actorName: z.string(),
    action: z.string(),
    kind: z.string(),
    objectId: z.string(),
    before: changedFields,
    after: changedFields,
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

/** `GET /v1/audit-entries/<service>`: what operators have written in this service, newest first. */
export function showAuditEntriesOf(service: OperatedService): Type {
  @Controller(`v1/audit-entries/${service}`)
  @OperatorOnly('audit:read')
  class ShowAuditEntries {
    constructor(
      private readonly database: Database,
      private readonly entries: AuditRepository,
    ) {}

    @Get()
    @Route({
      operation: `list${service.charAt(0).toUpperCase()}${service.slice(1)}AuditEntries`,
      summary: `What operators have written in the service ${service}, newest first.`,
      answer: pageAnswer(auditEntry),
    })
    async list(@Query({ schema: filteredPage }) query: z.output<typeof filteredPage>) {
      const { data, next } = pageOf(await this.entries.list(this.database, query, query), query.limit);
      return { data: data.map((entry) => ({ ...entry, at: entry.at.toISOString() })), next };
    }
  }
  return ShowAuditEntries;
}
