import { Controller } from '@nestjs/common';
import { coursePublished, courseReleased, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { paymentsEvents } from '../payments-events.js';
import { CourseFactsRepository } from './course-facts.repository.js';

@Controller()
export class KeepCourseFacts {
  constructor(private readonly courses: CourseFactsRepository) {}

  @OnEvent(coursePublished, paymentsEvents, 'keep-course-facts')
  async published({ data }: EventOf<typeof coursePublished>, { transaction }: EventContext): Promise<void> {
    await this.courses.replace(transaction, data);
  }

  @OnEvent(courseReleased, paymentsEvents, 'keep-course-facts')
  async released({ data }: EventOf<typeof courseReleased>, { transaction }: EventContext): Promise<void> {
    await this.courses.replace(transaction, data);
  }
}
