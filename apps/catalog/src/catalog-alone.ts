import type { ServiceAlone } from '#libs/process';
import { CatalogConfig } from './catalog.config.js';
import { CatalogModule } from './catalog.module.js';

/** The service as processes of its own, by the settings of the environment. */
export const catalogAlone: ServiceAlone = {
  name: 'catalog',
  compose: (env) => ({ module: CatalogModule.register(CatalogConfig.from(env)), demoParts: [] }),
};
