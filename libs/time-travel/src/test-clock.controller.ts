import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Duration } from 'luxon';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { instant, Refusal } from '#libs/contracts';
import { Unlimited } from '#libs/http';
import { Route } from '#libs/openapi';
import { clockAnswer, clockStep, clockStepped } from './clock-answer.js';
import { TimeTravel } from './time-travel.js';

const clockMove = z
  .union([
    z.strictObject({ advanceTo: instant }),
    z.strictObject({ advanceBy: z.iso.duration().meta({ examples: ['P1D'] }) }),
  ])
  .meta({ id: 'ClockMove' });
const LONGEST_MOVE_YEARS = 10;

/** Moves the test clock: `advanceTo` an instant, or `advanceBy` an ISO 8601 duration. Answers when all is at rest. */
@Controller('v1/test-clock')
export class TestClockController {
  constructor(
    private readonly clock: Clock,
    private readonly timeTravel: TimeTravel,
  ) {}

  @Get()
  @Route({
    operation: 'getTestClock',
    summary: 'What time it is, and whether all is at rest.',
    answer: clockAnswer,
  })
  async show() {
    return answerOf(this.timeTravel);
  }

  @Post()
  @Unlimited('there is no test clock where strangers are')
  @HttpCode(200)
  @Route({
    operation: 'advanceTestClock',
    summary: 'Moves the test clock; answers when all that it caused is done.',
    answer: clockAnswer,
    refuses: { invalid: ['clock-only-forward'] },
  })
  async advance(@Body({ schema: clockMove }) input: z.output<typeof clockMove>) {
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
    return answerOf(this.timeTravel);
  }
}

/** Moves the clock of one process of several; whoever does so moves the others as well, and no proxy lets others do it. */
@Controller('v1/test-clock/steps')
export class ClockStepsController {
  constructor(
    private readonly clock: Clock,
    private readonly timeTravel: TimeTravel,
  ) {}

  @Post()
  @Unlimited('there is no test clock where strangers are')
  @HttpCode(200)
  @Route({
    operation: 'stepTestClock',
    summary: 'Moves the test clock of this one process, wakes what is due, and waits for nothing.',
    answer: clockStepped,
  })
  async step(@Body({ schema: clockStep }) { moveTo, wake }: z.output<typeof clockStep>) {
    if (moveTo !== undefined) await this.timeTravel.moveTo(new Date(moveTo));
    if (wake) await this.timeTravel.wakeDue();
    return { now: this.clock.now().toISOString() };
  }
}

async function answerOf(timeTravel: TimeTravel): Promise<z.input<typeof clockAnswer>> {
  const { now, nextDue, idle } = await timeTravel.report();
  return { now: now.toISOString(), nextDue: nextDue?.toISOString() ?? null, idle };
}
