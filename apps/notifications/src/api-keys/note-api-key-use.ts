import { Controller } from '@nestjs/common';
import { apiKeyUseRecorded, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { notificationsEvents } from '../notifications-events.js';
import { ApiKeyRepository } from './api-key.repository.js';

const CONSUMER = 'note-api-key-use';
type ApiKeyUse = EventOf<typeof apiKeyUseRecorded.catalog>;

/** Learns from every service when an operator's key was used last. */
@Controller()
export class NoteApiKeyUse {
  constructor(private readonly apiKeys: ApiKeyRepository) {}

  @OnEvent(apiKeyUseRecorded.catalog, notificationsEvents, CONSUMER)
  async inCatalog({ data }: ApiKeyUse, { transaction }: EventContext): Promise<void> {
    await this.apiKeys.noteUse(transaction, data.apiKeyId, data.usedAt);
  }

  @OnEvent(apiKeyUseRecorded.enrollment, notificationsEvents, CONSUMER)
  async inEnrollment({ data }: ApiKeyUse, { transaction }: EventContext): Promise<void> {
    await this.apiKeys.noteUse(transaction, data.apiKeyId, data.usedAt);
  }

  @OnEvent(apiKeyUseRecorded.payments, notificationsEvents, CONSUMER)
  async inPayments({ data }: ApiKeyUse, { transaction }: EventContext): Promise<void> {
    await this.apiKeys.noteUse(transaction, data.apiKeyId, data.usedAt);
  }

  @OnEvent(apiKeyUseRecorded.notifications, notificationsEvents, CONSUMER)
  async inNotifications({ data }: ApiKeyUse, { transaction }: EventContext): Promise<void> {
    await this.apiKeys.noteUse(transaction, data.apiKeyId, data.usedAt);
  }
}
