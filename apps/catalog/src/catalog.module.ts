import { Module, type DynamicModule } from '@nestjs/common';
import { databaseProviders } from '#libs/database';
import { EVENT_MIGRATIONS, EventConsumer, eventProviders, Relay } from '#libs/events';
import { invariantProviders } from '#libs/invariants';
import { DueWork, jobProviders } from '#libs/jobs';
import { CreateOperatorTables1764005000000, operatorControllers, operatorProviders } from '#libs/operators';
import { AnnounceArticles } from './articles/announce-articles.js';
import { ArticleRepository } from './articles/article.repository.js';
import { EditArticles } from './articles/edit-articles.js';
import { PublishArticle } from './articles/publish-article.js';
import { ShowArticles } from './articles/show-articles.js';
import { WriteArticle } from './articles/write-article.js';
import { catalogEvents } from './catalog-events.js';
import { CatalogConfig } from './catalog.config.js';
import { catalogInvariants } from './catalog.invariants.js';
import { AddCoach } from './coaches/add-coach.js';
import { EditCoaches } from './coaches/edit-coaches.js';
import { CoachRepository } from './coaches/coach.repository.js';
import { ShowCoaches } from './coaches/show-coaches.js';
import { WriteCoach } from './coaches/write-coach.js';
import { CourseRepository } from './courses/course.repository.js';
import { EditCourses } from './courses/edit-courses.js';
import { EditReleases } from './courses/edit-releases.js';
import { PublishCourse } from './courses/publish-course.js';
import { ReleaseCourse } from './courses/release-course.js';
import { ReleaseUploads } from './courses/release-uploads.js';
import { ShowCourses } from './courses/show-courses.js';
import { WriteCourse } from './courses/write-course.js';
import { CreationRepository } from './editing/creation.repository.js';
import { EditOffering } from './editing/edit-offering.js';
import { ShowWithdrawn } from './editing/show-withdrawn.js';
import { WithdrawnRepository } from './editing/withdrawn.repository.js';
import { CreateCatalog1763910000000 } from './migrations/create-catalog.js';
import { EditCatalog1764004000000 } from './migrations/edit-catalog.js';
import { KeepUploads1764004000001 } from './migrations/keep-uploads.js';
import { SearchCatalog1764004000002 } from './migrations/search-catalog.js';
import { ReadRepository } from './reads/read.repository.js';
import { ReadsController, RecordRead } from './reads/record-read.js';
import { SearchCatalog } from './search/search-catalog.js';
import { SearchRepository } from './search/search.repository.js';
import { RemoveUnusedUploads } from './uploads/remove-unused-uploads.js';
import { StoreUpload } from './uploads/store-upload.js';
import { TakeUploads } from './uploads/take-uploads.js';
import { UploadRepository } from './uploads/upload.repository.js';
import { EditWorkshops } from './workshops/edit-workshops.js';
import { PublishWorkshop } from './workshops/publish-workshop.js';
import { ShowWorkshops } from './workshops/show-workshops.js';
import { WorkshopRepository } from './workshops/workshop.repository.js';
import { WriteWorkshop } from './workshops/write-workshop.js';

const SERVICE = 'catalog';
/** What brings the schema to its present form; the command `ally migrate` applies it ahead of a start. */
export const CATALOG_MIGRATIONS = [
  ...EVENT_MIGRATIONS,
  CreateCatalog1763910000000,
  EditCatalog1764004000000,
  KeepUploads1764004000001,
  SearchCatalog1764004000002,
  CreateOperatorTables1764005000000,
];
const useCases = [PublishArticle, PublishWorkshop, PublishCourse, ReleaseCourse, AddCoach];

/** What is offered, and who read what. Whoever composes it provides Clock, EventLog and JobBackend. */
@Module({})
export class CatalogModule {
  static register(config: CatalogConfig): DynamicModule {
    return {
      module: CatalogModule,
      controllers: [
        ShowArticles,
        ShowWorkshops,
        ShowCourses,
        ShowCoaches,
        EditArticles,
        EditWorkshops,
        EditCourses,
        EditCoaches,
        ShowWithdrawn,
        EditReleases,
        TakeUploads,
        SearchCatalog,
        ReadsController,
        ...operatorControllers(SERVICE, catalogEvents),
      ],
      providers: [
        ...databaseProviders({
          url: config.databaseUrl,
          schema: SERVICE,
          poolSize: 8,
          migrations: CATALOG_MIGRATIONS,
        }),
        ...eventProviders(SERVICE, catalogEvents),
        ...jobProviders(SERVICE),
        ...invariantProviders(SERVICE, catalogInvariants),
        ...operatorProviders(SERVICE, config.operatorKey),
        ArticleRepository,
        WorkshopRepository,
        CourseRepository,
        CoachRepository,
        ReadRepository,
        { provide: CatalogConfig, useValue: config },
        UploadRepository,
        SearchRepository,
        StoreUpload,
        RemoveUnusedUploads,
        ReleaseUploads,
        CreationRepository,
        EditOffering,
        WithdrawnRepository,
        WriteArticle,
        WriteWorkshop,
        WriteCourse,
        WriteCoach,
        AnnounceArticles,
        RecordRead,
        ...useCases,
      ],
      exports: [...useCases, EventConsumer, Relay, DueWork],
    };
  }
}
