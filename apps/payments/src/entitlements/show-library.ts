import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, slug } from '#libs/contracts';
import { BearerToken, sendPage } from '#libs/http';
import { PAGE, Route } from '#libs/openapi';
import { Library, type Holding } from './library.js';

/** A course that a person may download, with the files of its newest release. */
const libraryItem = z
  .object({
    entitlementId: id,
    course: z.object({ id, slug, title: z.string() }),
    release: z
      .object({
        version: z.string(),
        files: z.array(
          z.object({
            fileId: id,
            name: z.string(),
            mediaType: z.string(),
            size: z.int(),
            sha256: z.string(),
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'LibraryItem' });

const page = `
{% for holding in holdings %}
<h2>{{ holding.course.title }}</h2>
{% if holding.release %}<p>Version {{ holding.release.version }}</p>{% endif %}
<table>
{% for file in holding.release.files %}
<tr><td>{{ file.name }}</td><td>{{ file.size | divided_by: 1000000.0 | round: 1 }} MB</td><td>
<form method="post" action="/v1/downloads?token={{ token | url_encode }}">
<input type="hidden" name="entitlementId" value="{{ holding.entitlementId }}">
<input type="hidden" name="fileId" value="{{ file.fileId }}"><button>Download</button></form></td></tr>
{% endfor %}
</table>
{% else %}<p>There is nothing to download yet.</p>{% endfor %}`;

/** What a person may download: `GET /v1/library`, and a page of it for the link in the mail. */
@Controller()
export class ShowLibraryController {
  constructor(private readonly library: Library) {}

  @Get('v1/library')
  @Route({
    operation: 'getLibrary',
    summary: 'What a signed-in person may download, or the one course of a link.',
    answer: z.object({ data: z.array(libraryItem) }),
    refuses: { 'not-found': ['entitlement-unknown'] },
  })
  @Header('Cache-Control', 'no-store')
  @Header('Referrer-Policy', 'no-referrer')
  async list(@BearerToken() token: string) {
    const holdings = await this.library.openedBy(token);
    return { data: holdings.map(shown) };
  }

  @Get('downloads')
  @Route({
    operation: 'showLibraryPage',
    summary: 'The same for a browser, with a button for each file.',
    answer: PAGE,
    refuses: {
      'not-found': ['entitlement-unknown'],
      unauthenticated: ['link-invalid'],
      gone: ['link-expired'],
    },
  })
  async page(
    @Query('token', { schema: z.string().min(1) }) token: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const holdings = await this.library.openedBy(token);
    await sendPage(reply, 'Your downloads', page, { holdings: holdings.map(shown), token });
  }
}

function shown({ entitlement, course: { courseId, slug, title, release } }: Holding) {
  return {
    entitlementId: entitlement.id,
    course: { id: courseId, slug, title },
    release: release && {
      version: release.version,
      files: release.files.map(({ fileId, name, mediaType, size, sha256 }) => ({
        fileId,
        name,
        mediaType,
        size,
        sha256,
      })),
    },
  };
}
