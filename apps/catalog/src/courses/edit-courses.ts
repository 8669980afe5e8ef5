import { Body, Controller, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { money, oneLine, slug } from '#libs/contracts';
import { newId } from '#libs/database';
import { etagOf, IdempotentWish, IfMatch, markReplayed, type Wish } from '#libs/http';
import { Route } from '#libs/openapi';
import { ActingOperator, OperatorOnly, type Operator } from '#libs/operators';
import { EditOffering, offeringState, withChange } from '../editing/edit-offering.js';
import { markdownText } from '../markdown/markdown-text.js';
import { SlugOf } from '../slugs/slug-param.js';
import type { Course } from './course.js';
import { courseAnswer, shownCourse } from './show-courses.js';
import { WriteCourse } from './write-course.js';

const courseWish = z
  .strictObject({
    slug,
    title: oneLine,
    summary: z.string().trim().min(1).max(1000),
    description: markdownText(50_000),
    price: money,
  })
  .meta({ id: 'CourseWish' });
const courseChange = courseWish
  .omit({ slug: true })
  .extend({ state: offeringState })
  .partial()
  .meta({ id: 'CourseChange' });
const editedCourse = courseAnswer.extend({ state: offeringState }).meta({ id: 'EditedCourse' });

/** How editors bring courses out, change them and take them back; their files come with releases. */
@Controller('v1/courses')
@OperatorOnly('catalog:write')
export class EditCourses {
  constructor(
    private readonly editOffering: EditOffering,
    private readonly writeCourse: WriteCourse,
  ) {}

  @Post()
  @Route({
    operation: 'createCourse',
    summary: 'Publishes a new course.',
    answer: editedCourse,
    versioned: true,
    refuses: { conflict: ['slug-taken'], unprocessable: ['price-invalid'] },
  })
  async create(
    @Body({ schema: courseWish }) input: z.output<typeof courseWish>,
    @ActingOperator() operator: Operator,
    @IdempotentWish() wish: Wish,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made: Course = { id: newId(), ...input, state: 'published', release: null, version: 1 };
    const by = { operator, wish, slug: input.slug };
    const { item, isReplay } = await this.editOffering.create(this.writeCourse, by, async () => made);
    if (isReplay) markReplayed(reply);
    return edited(item, reply);
  }

  @Patch(':slug')
  @Route({
    operation: 'changeCourse',
    summary: 'Changes a part of a course; `state` takes it back, or brings it out again.',
    answer: editedCourse,
    versioned: true,
    refuses: { 'not-found': ['course-unknown'], unprocessable: ['price-invalid'] },
  })
  async change(
    @SlugOf('course') name: string,
    @Body({ schema: courseChange }) input: z.output<typeof courseChange>,
    @ActingOperator() operator: Operator,
    @IfMatch() ifMatch: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { operator, ifMatch, slug: name };
    const change = async (_: unknown, before: Course) => withChange(before, input);
    return edited(await this.editOffering.change(this.writeCourse, by, change), reply);
  }
}

function edited(course: Course, reply: FastifyReply) {
  void reply.headers({ ETag: etagOf(course.version), 'Cache-Control': 'no-store' });
  return { ...shownCourse(course), state: course.state };
}
