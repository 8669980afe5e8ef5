import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Operators } from '#libs/operators';
import { NotificationsConfig } from '../notifications.config.js';

const OWN_NAMES = new Set(['127.0.0.1', '[::1]', '::1', 'localhost']);

/** Everybody's mail is for operators, unless this machine is the only one that can ask. */
@Injectable()
export class MailboxGuard implements CanActivate {
  constructor(
    private readonly config: NotificationsConfig,
    private readonly operators: Operators,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { hostname } = request;
    // A page of another site could have its name point here; it cannot choose what the browser calls this host.
    const isAskedByName = OWN_NAMES.has(hostname) || hostname === new URL(this.config.publicUrl).hostname;
    if (!this.config.mailboxIsOpen || !isAskedByName) await this.operators.admit(request, 'mailbox:read');
    return true;
  }
}
