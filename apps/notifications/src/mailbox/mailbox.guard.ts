import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OperatorGuard } from '#libs/http';
import { NotificationsConfig } from '../notifications.config.js';

const OWN_NAMES = new Set(['127.0.0.1', '[::1]', '::1', 'localhost']);

/** Everybody's mail is for operators, unless this machine is the only one that can ask. */
@Injectable()
export class MailboxGuard implements CanActivate {
  constructor(
    private readonly config: NotificationsConfig,
    private readonly operators: OperatorGuard,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { hostname } = context.switchToHttp().getRequest<FastifyRequest>();
    // A page of another site could have its name point here; it cannot choose what the browser calls this host.
    const isAskedByName = OWN_NAMES.has(hostname) || hostname === new URL(this.config.publicUrl).hostname;
    return (this.config.mailboxIsOpen && isAskedByName) || this.operators.canActivate(context);
  }
}
