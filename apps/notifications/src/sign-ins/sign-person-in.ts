import { Body, Controller, Get, HttpCode, Injectable, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { emailAddress, id, instant, Refusal } from '#libs/contracts';
import { Database, type Transaction } from '#libs/database';
import { BearerToken, Limited, sendPage, wantsHtml, TakesForms } from '#libs/http';
import { KeyRing, personSession, signInLink, SignedStatements } from '#libs/identity';
import { PAGE, Route } from '#libs/openapi';
import { UnverifiedMailRepository } from '../unverified-mails/unverified-mail.repository.js';
import { SignInCodes } from './sign-in-codes.js';
import { SignInRepository, type OpenSignIn } from './sign-in.repository.js';

const signInInput = z
  .union([
    z.strictObject({ token: z.string().min(1).max(2000) }),
    z.strictObject({
      email: emailAddress,
      code: z
        .string()
        .regex(/^\d{6}$/)
        .meta({ examples: ['123456'] }),
    }),
  ])
  .meta({ id: 'SignIn' });
const signedIn = z
  .object({ session: z.string(), personId: id, expiresAt: instant })
  .meta({ id: 'PersonSession' });
export type SignInInput = z.output<typeof signInInput>;

const SESSION_HOURS = 12;

/** Signs a person in, by the link or by the six digits of the same mail. Each mail works once. */
@Injectable()
export class SignPersonIn {
  constructor(
    private readonly database: Database,
    private readonly signIns: SignInRepository,
    private readonly unverified: UnverifiedMailRepository,
    private readonly codes: SignInCodes,
    private readonly keys: KeyRing,
    private readonly statements: SignedStatements,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `sign-in-invalid` when it is wrong, spent, expired, or its five tries are used up. */
  async execute(input: SignInInput): Promise<{ session: string; personId: string; expiresAt: Date }> {
    const now = this.clock.now();
    const signIn =
      'token' in input
        ? await this.byLink(input.token, now)
        : await this.byCode(input.email, input.code, now);
    if (signIn === undefined) {
      throw new Refusal(
        'unauthenticated',
        'sign-in-invalid',
        'This does not sign you in (any more). Please ask for a new mail.',
      );
    }
    const { personId } = signIn;
    const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
    return {
      session: await this.statements.sign(personSession, { personId }, expiresAt),
      personId,
      expiresAt,
    };
  }

  /** Spends nothing. @throws Refusal `link-expired`, `link-invalid`. */
  async assertMade(token: string): Promise<void> {
    await this.statements.verify(signInLink, token);
  }

  private async byLink(token: string, now: Date): Promise<OpenSignIn | undefined> {
    const { objectId } = await this.statements.verify(signInLink, token);
    return this.database.transaction((transaction) => this.enter(transaction, objectId, now));
  }

  private async byCode(email: string, code: string, now: Date): Promise<OpenSignIn | undefined> {
    const personId = this.keys.personIdOf(email);
    return this.database.transaction(async (transaction) => {
      await this.signIns.lockPerson(transaction, personId);
      const open = await this.signIns.open(transaction, personId, now);
      if (open === undefined || !(await this.signIns.countTry(transaction, open, now))) return undefined;
      if (!this.codes.matches(open.id, code)) return undefined;
      return this.enter(transaction, open.id, now);
    });
  }

  private async enter(transaction: Transaction, id: string, now: Date): Promise<OpenSignIn | undefined> {
    const spent = await this.signIns.spend(transaction, id, now);
    if (spent !== undefined) await this.unverified.prove(transaction, spent.personId, now);
    return spent;
  }
}

const ASK = `
<form method="post" action="/v1/sign-ins"><input type="hidden" name="token" value="{{ token }}"><button>Sign me in</button></form>`;
const DONE = `<p>You are signed in until {{ expiresAt }}. <a href="/v1/library?token={{ session }}">See your courses</a></p>`;

@Controller()
export class SignInController {
  constructor(private readonly signPersonIn: SignPersonIn) {}

  /** Where the mail's link leads; a mail scanner that follows it spends nothing. */
  @Get('sign-in')
  @Route({
    operation: 'showSignInPage',
    summary: "Where the mail's link leads; looking spends nothing.",
    answer: PAGE,
  })
  async ask(@BearerToken() token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.signPersonIn.assertMade(token);
    await sendPage(reply, 'Welcome back', ASK, { token });
  }

  @Post('v1/sign-ins')
  @TakesForms()
  @Limited({ perMinute: 30 })
  @HttpCode(200)
  @Route({
    operation: 'signIn',
    summary: 'Signs a person in by the link or by the six digits of the same mail. Each mail works once.',
    answer: signedIn,
    refuses: { unauthenticated: ['sign-in-invalid', 'link-invalid'], gone: ['link-expired'] },
  })
  async enter(
    @Body({ schema: signInInput }) input: SignInInput,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { session, personId, expiresAt } = await this.signPersonIn.execute(input);
    if (wantsHtml(request))
      return sendPage(reply, 'Welcome back', DONE, { session, expiresAt: expiresAt.toISOString() });
    await reply
      .header('Cache-Control', 'no-store')
      .send({ session, personId, expiresAt: expiresAt.toISOString() });
  }
}
