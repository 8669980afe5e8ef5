import { sample } from 'openapi-sampler';

/** Every JSON body without an example gets one, made of those of its parts. */
export function addExamples(document: { paths?: object }): void {
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path as Record<string, never>)) {
      const { requestBody, responses } = operation as {
        requestBody?: Bodied;
        responses: Record<string, Bodied>;
      };
      for (const { content } of [requestBody ?? {}, ...Object.values(responses)]) {
        for (const [type, media] of Object.entries(content ?? {})) {
          if (type.endsWith('json') && media.schema !== undefined)
            media.example ??= sample(media.schema, {}, document);
        }
      }
    }
  }
}

interface Bodied {
  readonly content?: Record<string, { schema?: object; example?: unknown }>;
}
