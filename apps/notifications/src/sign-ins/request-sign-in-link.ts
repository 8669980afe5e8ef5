import { Body, Controller, HttpCode, Injectable, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { emailAddress } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { Limited } from '#libs/http';
import { KeyRing } from '#libs/identity';
import { Route } from '#libs/openapi';
import { QueueMessage } from '../messages/queue-message.js';
import { SIGN_IN_MINUTES } from './sign-in-codes.js';
import { SignInRepository } from './sign-in.repository.js';

const signInLinkWish = z.strictObject({ email: emailAddress }).meta({ id: 'SignInLinkWish' });

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
  @Limited({ perMinute: 30 })
  @HttpCode(202)
  @Route({
    operation: 'requestSignInLink',
    summary: 'Mails a person the way in. The answer is the same whether anybody has this address.',
    answer: z.object({ state: z.literal('check-your-mail') }),
  })
  async request(@Body({ schema: signInLinkWish }) { email }: z.output<typeof signInLinkWish>) {
    await this.requestSignInLink.execute(email);
    return { state: 'check-your-mail' as const };
  }
}
