import { CannotStart, type ServiceAlone } from '#libs/process';
import { MailSettingWrong } from './messages/transport/smtp-settings.js';
import { NotificationsConfig } from './notifications.config.js';
import { NotificationsModule } from './notifications.module.js';

/** The service as processes of its own, by the settings of the environment. */
export const notificationsAlone: ServiceAlone = {
  name: 'notifications',
  compose: (env) => {
    const config = configOf(env);
    return {
      module: NotificationsModule.register(config),
      demoParts: config.smtp === undefined ? ['mailbox'] : [],
    };
  },
};

function configOf(env: NodeJS.ProcessEnv): NotificationsConfig {
  try {
    return NotificationsConfig.from(env);
  } catch (error) {
    throw error instanceof MailSettingWrong ? new CannotStart(error.message) : error;
  }
}
