import { serveAlone } from '#libs/process';
import { CatalogConfig } from './catalog.config.js';
import { CatalogModule } from './catalog.module.js';

await serveAlone(CatalogModule.register(CatalogConfig.from(process.env)), process.env);
