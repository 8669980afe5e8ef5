# syntax=docker/dockerfile:1
# One image for all of Ally's processes: which one runs is the command. docker-compose.yml shows them all.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS manifest
WORKDIR /ally
COPY package.json package-lock.json ./

FROM manifest AS build
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY . .
RUN node tools/build.mjs

# The optional packages are embedded PostgreSQLs and native code that has a stand-in in JavaScript.
FROM manifest AS packages
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM ${NODE_IMAGE}
ENV NODE_ENV=production ALLY_HOST=0.0.0.0 PORT=3000 ALLY_FILES_DIR=/var/lib/ally/files
WORKDIR /ally
# A new volume is born with this folder's owner.
RUN mkdir --parents /var/lib/ally/files && chown --recursive node:node /var/lib/ally
COPY --from=packages /ally/node_modules node_modules
COPY --from=build /ally/package.json ./
COPY --from=build /ally/dist dist
USER node
STOPSIGNAL SIGTERM
EXPOSE 3000
CMD ["node", "dist/apps/catalog/src/main.js"]
