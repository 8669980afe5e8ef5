import { serveAlone } from '#libs/process';
import { NotificationsConfig } from './notifications.config.js';
import { NotificationsModule } from './notifications.module.js';

await serveAlone(NotificationsModule.register(NotificationsConfig.from(process.env)), process.env);
