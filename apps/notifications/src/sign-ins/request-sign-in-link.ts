import { Body, Controller, HttpCode, Injectable, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { emailAddress } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { QueueMessage } from '../messages/queue-message.js';
import { PersonRepository } from '../people/person.repository.js';
import { SIGN_IN_MINUTES } from './sign-in-codes.js';
import { SignInRepository } from './sign-in.repository.js';

const body = z.strictObject({ email: emailAddress });

/** Mails a person the way in to what belongs to them. People whom nobody here has met get no mail. */
@Injectable()
export class RequestSignInLink {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRepository,
    private readonly signIns: SignInRepository,
    private readonly queueMessage: QueueMessage,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async execute(email: string): Promise<void> {
    const personId = this.keys.personIdOf(email);
    await this.database.transaction(async (transaction) => {
      if ((await this.people.find(transaction, personId)) === undefined) return;
      const id = newId();
      const expiresAt = new Date(this.clock.now().getTime() + SIGN_IN_MINUTES * 60_000);
      await this.signIns.add(transaction, { id, personId }, expiresAt);
      const content = { template: 'sign-in', signInId: id } as const;
      await this.queueMessage.execute(transaction, { personId, content, cause: `sign-in ${id}` });
    });
  }
}

@Controller('v1/sign-in-links')
export class RequestSignInLinkController {
  constructor(private readonly requestSignInLink: RequestSignInLink) {}

  /** Always 202: the answer does not tell who is known here. */
  @Post()
  @HttpCode(202)
  async request(@Body({ schema: body }) { email }: z.output<typeof body>) {
    await this.requestSignInLink.execute(email);
    return { state: 'check-your-mail' };
  }
}
