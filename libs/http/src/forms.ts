import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { withRouteConfig } from './route-config.js';

const FORMS = 'ally:takes-forms';
const MEDIA_TYPE = 'application/x-www-form-urlencoded';

/** A page of ours posts its form to this route: what is else for programs alone takes a form here too. */
export function TakesForms(): MethodDecorator {
  return applyDecorators(SetMetadata(FORMS, true), withRouteConfig({ takesForms: true }));
}

/** For whoever describes the routes. */
export function takesForms(handler: object): boolean {
  return Reflect.getMetadata(FORMS, handler) === true;
}

/** Answers 415 where no page posts a form to: the fields of a form are texts, and would be refused one by one. */
export function refuseFormsElsewhere(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', async ({ headers, routeOptions }) => {
    const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
    if (!hasBody || headers['content-type']?.startsWith(MEDIA_TYPE) !== true) return;
    const { takesForms: taken } = routeOptions.config as { takesForms?: boolean };
    if (taken !== true) throw Object.assign(new Error('a form is not taken here'), { statusCode: 415 });
  });
}
