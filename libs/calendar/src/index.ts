export { calendarFile } from './calendar-file.js';
