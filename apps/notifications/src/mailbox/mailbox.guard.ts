import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { OperatorGuard } from '#libs/http';
import { NotificationsConfig } from '../notifications.config.js';

/** Everybody's mail is for operators, unless this machine is the only one that can ask. */
@Injectable()
export class MailboxGuard implements CanActivate {
  constructor(
    private readonly config: NotificationsConfig,
    private readonly operators: OperatorGuard,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    return this.config.mailboxIsOpen || this.operators.canActivate(context);
  }
}
