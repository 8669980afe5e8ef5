import { Controller } from '@nestjs/common';
import { coursePublished, courseReleased, courseWithdrawn, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { paymentsEvents } from '../payments-events.js';
import { CourseFactsRepository } from './course-facts.repository.js';

@Controller()
export class KeepCourseFacts {
  constructor(private readonly courses: CourseFactsRepository) {}

  @OnEvent(coursePublished, paymentsEvents, 'keep-course-facts')
  async published({ data }: EventOf<typeof coursePublished>, { transaction }: EventContext): Promise<void> {
    await this.courses.replace(transaction, data, 'published');
  }

  @OnEvent(courseReleased, paymentsEvents, 'keep-course-facts')
  async released({ data }: EventOf<typeof courseReleased>, { transaction }: EventContext): Promise<void> {
    await this.courses.replace(transaction, data, 'published');
  }

  @OnEvent(courseWithdrawn, paymentsEvents, 'keep-course-facts')
  async withdrawn({ data }: EventOf<typeof courseWithdrawn>, { transaction }: EventContext): Promise<void> {
    await this.courses.replace(transaction, data, 'withdrawn');
  }
}
