import { Body, Controller, HttpCode, Injectable, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { emailAddress } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { QueueMessage } from '../messages/queue-message.js';
import { SIGN_IN_MINUTES } from './sign-in-codes.js';
import { SignInRepository } from './sign-in.repository.js';

const body = z.strictObject({ email: emailAddress });

/** Mails a person the way in to what belongs to them. People whom nobody here has met get no mail. */
@Injectable()
export class RequestSignInLink {
  constructor(
    private readonly database: Database,
    private readonly signIns: SignInRepository,
    private readonly queueMessage: QueueMessage,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async execute(email: string): Promise<void> {
    const personId = this.keys.personIdOf(email);
    const now = this.clock.now();
    await this.database.transaction(async (transaction) => {
      await this.signIns.lockPerson(transaction, personId);
      if (!(await this.queueMessage.mayAsk(transaction, personId, 'sign-in'))) return;
      const open = await this.signIns.open(transaction, personId, now);
      const signIn = open ?? { id: newId(), personId };
      if (open === undefined) {
        await this.signIns.add(transaction, signIn, new Date(now.getTime() + SIGN_IN_MINUTES * 60_000));
      }
      // Whether anybody has this address is found out by the sender: the answer must not take longer for who is known.
      const content = { template: 'sign-in', signInId: signIn.id } as const;
      await this.queueMessage.execute(transaction, { personId, content, cause: `sign-in ${newId()}` });
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
