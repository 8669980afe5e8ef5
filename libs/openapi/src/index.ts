export { ApiDocumentsController } from './api-documents.controller.js';
export {
  PAGE,
  Route,
  routeDescriptionOf,
  type Answer,
  type OtherBody,
  type RouteDescription,
} from './route.js';
