import type { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import type { Database } from '#libs/database';
import { Outbox, Relay, type EventLog } from '#libs/events';
import { ApiKeyFactsRepository, AuditRepository, AuditTrail, operatorOnThisMachine } from '#libs/operators';
import type { ApiKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { apiKeyWish, IssueApiKey, type IssuedApiKey } from './issue-api-key.js';
import { RevokeApiKey } from './revoke-api-key.js';

/** What the command uses and needs: the database of the notifications service, whether that runs or not. */
export interface KeyManagement {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly clock: Clock;
  /** The instance's own key: new keys are for what it is for, live or test. */
  readonly operatorKey: string;
}

/**
 * Operators' keys in the hands of who has Ally's machine: for a command. What it does is in the trail, by
 * `this-machine`. Other services hear of it as soon as a notifications service runs.
 */
export class ManageApiKeys {
  private readonly apiKeys = new ApiKeyRepository();
  private readonly issueApiKey: IssueApiKey;
  private readonly revokeApiKey: RevokeApiKey;
  private readonly operator = operatorOnThisMachine('command');

  constructor(private readonly by: KeyManagement) {
    const { database, eventLog, clock, operatorKey } = by;
    const facts = new ApiKeyFactsRepository();
    const trail = new AuditTrail(new AuditRepository(), clock);
    // This relay never starts: that of the service finds what is left in the outbox.
    const outbox = new Outbox(clock, new Relay(database, eventLog));
    this.issueApiKey = new IssueApiKey(database, this.apiKeys, facts, trail, outbox, clock, operatorKey);
    this.revokeApiKey = new RevokeApiKey(database, this.apiKeys, facts, trail, outbox, clock);
  }

  /**
   * @param input {name, scopes, expiresAt?}, as `POST /v1/api-keys` takes it.
   * @throws Refusal `invalid-input`, `expires-in-the-past`.
   */
  async create(input: unknown): Promise<IssuedApiKey> {
    const wish = apiKeyWish.safeParse(input);
    if (!wish.success) {
      const errors = wish.error.issues.map(({ path, message }) => ({
        pointer: `/${path.join('/')}`,
        detail: message,
      }));
      const named = errors.map(({ pointer, detail }) => `${pointer.slice(1)} (${detail})`).join(', ');
      throw new Refusal('invalid', 'invalid-input', `Please correct ${named}.`, errors);
    }
    return this.issueApiKey.execute(this.operator, wish.data, { key: null, inputHash: '' });
  }

  /** All that were ever made, newest first. */
  async list(): Promise<ApiKey[]> {
    const keys: ApiKey[] = [];
    for (;;) {
      const after = keys.at(-1)?.id;
      const page = await this.apiKeys.list(this.by.database, { after, limit: PAGE_SIZE });
      keys.push(...page.slice(0, PAGE_SIZE));
      if (page.length <= PAGE_SIZE) return keys;
    }
  }

  /** A second revocation changes nothing. @throws Refusal `api-key-unknown`. */
  async revoke(apiKeyId: string): Promise<ApiKey> {
    return this.revokeApiKey.execute(this.operator, apiKeyId);
  }
}

const PAGE_SIZE = 100;
