import { mailChecks } from './mails.checks.js';
import { moneyChecks } from './money.checks.js';
import { peopleChecks } from './people.checks.js';
import { seatChecks } from './seats.checks.js';
import { spineChecks } from './spine.checks.js';

/** All that has to hold once everything has come to rest. */
export const everyCheck = [...seatChecks, ...moneyChecks, ...mailChecks, ...peopleChecks, ...spineChecks];
