import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Duration } from 'luxon';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { instant, Refusal } from '#libs/contracts';
import { TimeTravel } from './time-travel.js';

const body = z.union([
  z.strictObject({ advanceTo: instant }),
  z.strictObject({ advanceBy: z.iso.duration() }),
]);
const LONGEST_MOVE_YEARS = 10;

/** Moves the test clock: `advanceTo` an instant, or `advanceBy` an ISO 8601 duration. Answers when all is at rest. */
@Controller('v1/test-clock')
export class TestClockController {
  constructor(
    private readonly clock: Clock,
    private readonly timeTravel: TimeTravel,
  ) {}

  @Get()
  async show() {
    return this.timeTravel.report();
  }

  @Post()
  @HttpCode(200)
  async advance(@Body({ schema: body }) input: z.output<typeof body>) {
    const now = this.clock.now();
    const target =
      'advanceTo' in input
        ? new Date(input.advanceTo)
        : new Date(now.getTime() + Duration.fromISO(input.advanceBy).toMillis());
    const tooFar = new Date(now);
    tooFar.setUTCFullYear(now.getUTCFullYear() + LONGEST_MOVE_YEARS);
    // A duration of very many days gives no date at all, which is neither before nor after any other.
    if (!(target >= now && target <= tooFar)) {
      throw new Refusal('invalid', 'clock-only-forward', 'The clock moves forward, by ten years at most.');
    }
    await this.timeTravel.advanceTo(target);
    return this.timeTravel.report();
  }
}
