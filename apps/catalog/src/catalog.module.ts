import { Module, type DynamicModule } from '@nestjs/common';
import { databaseProviders } from '#libs/database';
import { CreateEventTables1763900000001, EventConsumer, eventProviders, Relay } from '#libs/events';
import { DueWork, jobProviders } from '#libs/jobs';
import { AnnounceArticles } from './articles/announce-articles.js';
import { ArticleRepository } from './articles/article.repository.js';
import { PublishArticle } from './articles/publish-article.js';
import { ShowArticles } from './articles/show-articles.js';
import { catalogEvents } from './catalog-events.js';
import type { CatalogConfig } from './catalog.config.js';
import { AddCoach } from './coaches/add-coach.js';
import { CoachRepository } from './coaches/coach.repository.js';
import { ShowCoaches } from './coaches/show-coaches.js';
import { CourseRepository } from './courses/course.repository.js';
import { PublishCourse } from './courses/publish-course.js';
import { ReleaseCourse } from './courses/release-course.js';
import { ShowCourses } from './courses/show-courses.js';
import { CreateCatalog1763910000000 } from './migrations/create-catalog.js';
import { ReadRepository } from './reads/read.repository.js';
import { ReadsController, RecordRead } from './reads/record-read.js';
import { PublishWorkshop } from './workshops/publish-workshop.js';
import { ShowWorkshops } from './workshops/show-workshops.js';
import { WorkshopRepository } from './workshops/workshop.repository.js';

const SERVICE = 'catalog';
const useCases = [PublishArticle, PublishWorkshop, PublishCourse, ReleaseCourse, AddCoach];

/** What is offered, and who read what. Whoever composes it provides Clock, EventLog and JobBackend. */
@Module({})
export class CatalogModule {
  static register(config: CatalogConfig): DynamicModule {
    return {
      module: CatalogModule,
      controllers: [ShowArticles, ShowWorkshops, ShowCourses, ShowCoaches, ReadsController],
      providers: [
        ...databaseProviders({
          url: config.databaseUrl,
          schema: SERVICE,
          poolSize: 8,
          migrations: [CreateEventTables1763900000001, CreateCatalog1763910000000],
        }),
        ...eventProviders(SERVICE, catalogEvents),
        ...jobProviders(SERVICE),
        ArticleRepository,
        WorkshopRepository,
        CourseRepository,
        CoachRepository,
        ReadRepository,
        AnnounceArticles,
        RecordRead,
        ...useCases,
      ],
      exports: [...useCases, EventConsumer, Relay, DueWork],
    };
  }
}
